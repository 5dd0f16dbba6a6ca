package dev.gitsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.cli.CommandRun.Nobody;
import dev.gitsync.cli.CommandRun.Somebody;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DestroyTest {
  @TempDir private Path home;
  private RecordingCdk cdk;
  private CloudStub cloud;

  @BeforeEach
  void start() throws IOException {
    cdk = RecordingCdk.in(home);
    cloud = CloudStub.start(cdk.stacks());
    cloud.put("GitSync-staging", Map.of());
  }

  @AfterEach
  void stop() {
    cloud.close();
  }

  private CommandRun destroy(Terminal terminal, String... more) {
    String[] arguments = new String[more.length + 2];
    arguments[0] = "destroy";
    arguments[1] = "--environment=staging";
    System.arraycopy(more, 0, arguments, 2, more.length);
    return CommandRun.in(cdk.surroundings(terminal), arguments);
  }

  @Test
  void saysWhatStaysAndDeletesWhenTheNameIsTyped() throws IOException {
    CommandRun run = destroy(new Somebody("GitSync-staging"));
    assertThat(run)
        .isEqualTo(
            new CommandRun(
                0,
                """
                Stack GitSync-staging, account 123456789012, region eu-west-1: its API, functions,\
                 queues, schedule, alarms and logs go.
                These stay, and cost what they cost, until you delete them yourself:
                  AWS::KMS::Key  the-Key
                  AWS::DynamoDB::Table  the-Links
                  the Git credentials of links, in Secrets Manager
                A later deployment makes new, empty tables. Read "Teardown" in docs/deploy.md first.
                Stack GitSync-staging is deleted.
                """,
                ""));
    assertThat(cdk.calls())
        .containsExactly(
            "destroy GitSync-staging --force --context environment=staging --no-notices --output ../target/cdk"
                + " [eu-west-1, infra-cdk]");
  }

  @Test
  void deletesNothingWhenAnotherNameIsTyped() throws IOException {
    CommandRun run = destroy(new Somebody("GitSync"));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo(
            "gitsync: Nothing was deleted: the stack's name is GitSync-staging, not"
                + " \"GitSync\".\n");
    assertThat(cdk.calls()).isEmpty();
  }

  @Test
  void needsTheNameWhereNobodyCanBeAsked() throws IOException {
    assertThat(destroy(new Nobody()).code()).isEqualTo(2);
    assertThat(destroy(new Nobody(), "--confirm=GitSync").code()).isEqualTo(1);
    assertThat(cdk.calls()).isEmpty();
    assertThat(destroy(new Nobody(), "--confirm=GitSync-staging").code()).isZero();
    assertThat(cloud.has("GitSync-staging")).isFalse();
  }

  @Test
  void saysThatThereIsNoSuchStack() {
    CommandRun run = CommandRun.in(cdk.surroundings(new Nobody()), "destroy", "--confirm=GitSync");
    assertThat(run)
        .isEqualTo(
            new CommandRun(
                1,
                "",
                "gitsync: There is no stack GitSync in region eu-west-1. Deploy it with ./gitsync"
                    + " deploy, or choose another with --environment, --region or --profile.\n"));
  }
}
