package dev.gitsync.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitsync.infra.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.json.JsonMapper;

class SettingsTest {
  /** A value, and another that it needs. */
  static final List<List<String>> PAIRS =
      List.of(
          List.of("vpcId", "subnetIds"),
          List.of("subnetIds", "vpcId"),
          List.of("domainName", "certificateArn"),
          List.of("certificateArn", "domainName"),
          List.of("hostedZoneId", "domainName"),
          List.of("oidcIssuer", "oidcAudience"),
          List.of("oidcAudience", "oidcIssuer"));

  @Test
  void takesWhatTheContextSays() {
    Settings settings = Variants.settings(Variants.EVERY_OPTION);
    assertThat(settings)
        .isEqualTo(
            new Settings(
                Path.of(Objects.requireNonNull(System.getProperty("gitsync.functionsJar"))),
                "staging",
                "gitsync-staging",
                List.of("git.corp.example", "10.0.0.7"),
                List.of("acme", "other.docs"),
                90,
                "ops@acme.example",
                Optional.of(
                    new Settings.Network(
                        "vpc-0123456789abcdef0",
                        List.of("subnet-0123456789abcdef0", "subnet-0123456789abcdef1"))),
                new Settings.Throttle(5, 7),
                Optional.of(
                    new Settings.Domain(
                        "git-sync.acme.example",
                        "arn:aws:acm:us-east-1:123456789012:certificate/"
                            + "01234567-89ab-cdef-0123-456789abcdef",
                        "Z0123456789ABCDEF")),
                Optional.of(
                    new Settings.Tokens(
                        "https://login.acme.example/tenant", List.of("git-sync", "console")))));
    assertThat(settings.stackName()).isEqualTo("GitSync-staging");
  }

  @Test
  void givesWhatIsEmptyItsUsualValue() {
    Map<String, String> empty = new HashMap<>();
    Variants.EVERY_OPTION.keySet().forEach(name -> empty.put(name, ""));
    Settings settings = Variants.settings(empty);
    assertThat(settings).isEqualTo(Variants.settings(Map.of()));
    assertThat(settings.stackName()).isEqualTo("GitSync");
    assertThat(settings.secretPrefix()).isEqualTo("gitsync");
    assertThat(settings.logDays()).isEqualTo(30);
  }

  @Test
  void isListedWholeInTheCommandsFile() {
    assertThat(
            JsonMapper.shared()
                .readTree(Path.of("../infra-cdk/cdk.json").toFile())
                .get("context")
                .propertyNames())
        .containsAll(Variants.EVERY_OPTION.keySet())
        .contains("secretPrefix")
        .hasSize(Variants.EVERY_OPTION.size() + 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "environment | Staging | has 1 to 20 lower-case letters",
        "environment | staging- | no \"-\" last",
        "secretPrefix | gitsync/* | has 1 to 64 letters",
        "gitAllowedHosts | https://git.corp.example | lists hosts, without",
        "gitAllowedHosts | * | lists hosts, without",
        "codeCommitRepositories | * | lists names of repositories",
        "apiRate | many | is a whole number from 1",
        "apiBurst | 0 | is a whole number from 1",
        "logDays | 31 | is one of [1, 3, 5, 7, 14, 30,",
        "logDays | month | is one of [1, 3, 5, 7, 14, 30,",
        "alarmEmail | ops | is one e-mail address",
        "vpcId | main | is the id of a VPC",
        "subnetIds | subnet-1 | lists ids of subnets",
        "domainName | https://acme.example | is a host in lower case",
        "certificateArn | acme | is the ARN of a certificate",
        "hostedZoneId | acme.example | is the id of a hosted zone",
        "oidcIssuer | http://login.acme.example | starts with https://",
        "oidcAudience | git sync | without spaces"
      })
  void namesAValueThatCannotBeAndWhatCould(String name, String value, String rule) {
    Map<String, String> context = new HashMap<>(Variants.EVERY_OPTION);
    context.put(name, value);
    assertThatThrownBy(() -> Variants.settings(context))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The context value " + name + " must not be \"" + value + "\": it ")
        .hasMessageContaining(rule);
  }

  @ParameterizedTest
  @FieldSource("PAIRS")
  void namesAValueThatMissesItsOther(List<String> pair) {
    String given = pair.getFirst();
    Map<String, String> context =
        Map.of(given, Objects.requireNonNull(Variants.EVERY_OPTION.get(given)));
    assertThatThrownBy(() -> Variants.settings(context))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The context value %s was given without %s. Give both, or none."
                .formatted(given, pair.getLast()));
  }
}
