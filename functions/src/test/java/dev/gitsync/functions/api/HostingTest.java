package dev.gitsync.functions.api;

import static dev.gitsync.functions.api.ApiWorld.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.flows.link.HostKind;
import dev.gitsync.flows.link.HostSettings;
import dev.gitsync.flows.link.HostSettings.Checks;
import dev.gitsync.flows.link.HostSettings.Delivery;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is set about the service around the repository. */
class HostingTest {

  private final ApiWorld world = new ApiWorld();

  private HostSettings hosting() {
    return world.link().settings().hosting();
  }

  @Test
  void goesByTheAddressUntilSomebodySaysWhatItIs() {
    world.call(
        200,
        "PUT",
        "git-sync",
        """
        {"host":{"kind":"gitea","api":"https://git.acme.example/api/v1/"},\
        "pullRequestChecks":false}""");
    assertThat(hosting())
        .isEqualTo(
            new HostSettings(
                Optional.of(HostKind.GITEA),
                Optional.of(URI.create("https://git.acme.example/api/v1")),
                Delivery.PUSH,
                Checks.OFF));
    assertThat(world.call(200, "GET", "git-sync", "").get("host"))
        .contains(json("{'kind':'gitea','api':'https://git.acme.example/api/v1'}"));

    world.call(200, "PUT", "git-sync", "{\"host\":null,\"pullRequestChecks\":true}");
    assertThat(hosting().kind()).isEmpty();
    assertThat(hosting().api()).isEmpty();
    assertThat(hosting().checks()).isEqualTo(Checks.ON);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\":\"sourceforge\"}",
        "{\"kind\":\"gitea\",\"token\":\"t\"}",
        "{\"api\":\"git.acme.example\"}",
        "{\"api\":\"ssh://git.acme.example\"}",
        "{\"api\":\"https://user:secret@git.acme.example\"}",
        "{\"api\":\"https://git.acme.example/?token=t\"}",
        "\"gitea\""
      })
  void refusesAHostThatIsNone(String host) {
    HostSettings before = hosting();
    Mapping problem = world.call(422, "PUT", "git-sync", "{\"host\":%s}".formatted(host));
    assertThat(problem.get("details")).isPresent();
    assertThat(problem.toString()).doesNotContain("secret");
    assertThat(hosting()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\"",
        "\"two\\nlines\"",
        "{\"username\":\"a:b\",\"token\":\"t\"}",
        "{\"username\":\"ada\"}",
        "{\"secret\":\"t\"}",
        "12"
      })
  void refusesATokenOfTheApiThatIsNone(String token) {
    Mapping problem =
        world.call(
            422,
            "PUT",
            "git-sync/credentials",
            "{\"username\":\"sync\",\"token\":\"t\",\"apiToken\":%s}".formatted(token));
    assertThat(problem.get("details").toString()).contains("apiToken");
  }
}
