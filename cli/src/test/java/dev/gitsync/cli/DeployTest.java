package dev.gitsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.cli.CommandRun.Nobody;
import dev.gitsync.cli.CommandRun.Somebody;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployTest {
  private static final Map<String, String> OUTPUTS =
      Map.of("ApiUrl", "https://api.example/", "Dashboard", "https://console.example/board?a=b&c");

  @TempDir private Path home;
  private RecordingCdk cdk;
  private CloudStub cloud;

  @BeforeEach
  void start() throws IOException {
    cdk = RecordingCdk.in(home);
    cdk.deploys(CloudStub.text(OUTPUTS));
    cloud = CloudStub.start(cdk.stacks());
  }

  @AfterEach
  void stop() {
    cloud.close();
  }

  private CommandRun deploy(Terminal terminal, String... options) {
    var arguments = new ArrayList<>(List.of("deploy"));
    arguments.addAll(List.of(options));
    return CommandRun.in(cdk.surroundings(terminal), arguments.toArray(String[]::new));
  }

  @Test
  void saysWhereItDeploysAndWhatComesNext() throws IOException {
    cloud.put("CDKToolkit", Map.of());
    CommandRun run = deploy(new Somebody("y"));
    assertThat(run)
        .isEqualTo(
            new CommandRun(
                0,
                """
                Account  123456789012, as arn:aws:iam::123456789012:user/ada
                Region   eu-west-1
                Stack    GitSync, new

                API        https://api.example/api/v1
                Dashboard  https://console.example/board?a=b&c

                Next, make a workspace and its API key:
                  ./gitsync workspace create SLUG --user "Name <mail>"
                Then tie it to a repository: "The first link" in docs/deploy.md.
                """,
                ""));
    assertThat(cdk.calls())
        .containsExactly(
            "deploy GitSync --require-approval broadening --no-notices --output ../target/cdk [eu-west-1, infra-cdk]");
  }

  @Test
  void passesEnvironmentSettingsAndRegionOn() throws IOException {
    cloud.put("CDKToolkit", Map.of());
    CommandRun run =
        deploy(
            new Nobody(),
            "--yes",
            "--environment=staging",
            "-c=alarmEmail=ada@acme.example",
            "--context=gitAllowedHosts=a,b",
            "--region=us-east-2");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("Region   us-east-2\nStack    GitSync-staging, new\n")
        .contains("--user \"Name <mail>\" --environment staging --region us-east-2\n");
    assertThat(cdk.calls())
        .containsExactly(
            "deploy GitSync-staging --require-approval never --context environment=staging"
                + " --context alarmEmail=ada@acme.example --context gitAllowedHosts=a,b"
                + " --no-notices --output ../target/cdk [us-east-2, infra-cdk]");
  }

  @Test
  void bootstrapsOnlyWhenAskedTo() throws IOException {
    CommandRun refused = deploy(new Somebody("y"));
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .isEqualTo(
            "gitsync: Account 123456789012 is not prepared for the CDK in region eu-west-1: there"
                + " is no stack CDKToolkit. Run this again with --bootstrap. It makes a bucket for"
                + " the functions' code, and the roles that deploy:"
                + " https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping.html\n");
    assertThat(cdk.calls()).isEmpty();
    assertThat(deploy(new Somebody("y"), "--bootstrap").code()).isZero();
    assertThat(deploy(new Somebody("y"), "--bootstrap").code()).isZero();
    assertThat(cdk.calls())
        .containsExactly(
            "bootstrap aws://123456789012/eu-west-1 --no-notices --output ../target/cdk [eu-west-1, infra-cdk]",
            "deploy GitSync --require-approval broadening --no-notices --output ../target/cdk [eu-west-1, infra-cdk]",
            "deploy GitSync --require-approval broadening --no-notices --output ../target/cdk [eu-west-1, infra-cdk]");
  }

  @Test
  void asksForYesWhereNobodyCanBeAsked() throws IOException {
    CommandRun run = deploy(new Nobody());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).startsWith("Without a terminal nobody can be asked").contains("--yes");
    assertThat(cdk.calls()).isEmpty();
  }

  @Test
  void takesNoEnvironmentAsAPlainSetting() {
    CommandRun run = deploy(new Nobody(), "--yes", "-c=environment=staging");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).startsWith("Name the environment by --environment");
  }

  @Test
  void refusesAnEnvironmentThatIsNoName() {
    CommandRun run = deploy(new Nobody(), "--yes", "--environment=a/b");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("Environment \"a/b\" must be 1 to 20 small letters");
  }

  @Test
  void failsWhenTheCdkFails() throws IOException {
    cloud.put("CDKToolkit", Map.of());
    cdk.fails();
    CommandRun run = deploy(new Nobody(), "--yes");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo(
            "gitsync: cdk deploy ended with 7; what it printed above says why. It is safe to run"
                + " this again.\n");
  }

  @Test
  void saysThatTheCdkCannotBeStarted() throws IOException {
    cloud.put("CDKToolkit", Map.of());
    var surroundings = new Surroundings(home, List.of("no-such-program"), new Nobody());
    CommandRun run = CommandRun.in(surroundings, "deploy", "--yes");
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).startsWith("gitsync: no-such-program cannot be started.");
  }

  @Test
  void saysWhichProfileHasNoCredentials() throws IOException {
    CommandRun run = deploy(new Nobody(), "--yes", "--profile=no-such-profile");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("gitsync: There are no AWS credentials in profile \"no-such-profile\". Log in");
    assertThat(cdk.calls()).isEmpty();
  }
}
