package dev.gitsync.adapters.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.Credentials.GitHubApp;
import dev.gitsync.flows.port.Credentials.SshKey;
import dev.gitsync.flows.port.Credentials.Token;
import dev.gitsync.testkit.PlantedSecrets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CredentialsTextTest {

  private static final SshKey KEY =
      new SshKey(
          PlantedSecrets.keep("the-private-key"),
          Optional.of(PlantedSecrets.keep("the-passphrase")));

  static Stream<Credentials> credentials() {
    return Stream.of(
        Credentials.token("me", PlantedSecrets.keep("the-token")),
        new Credentials(KEY),
        new Credentials(new SshKey("the-private-key", Optional.empty()), Optional.of(KEY)),
        new Credentials(new GitHubApp(42, 7, "the-private-key"), Optional.of(KEY)),
        new Credentials(KEY, Optional.empty(), Optional.of(new Token("", "the-token"))));
  }

  @ParameterizedTest
  @MethodSource("credentials")
  void readsWhatItWrote(Credentials credentials) {
    assertThat(CredentialsText.read(CredentialsText.write(credentials))).isEqualTo(credentials);
  }

  @ParameterizedTest
  @MethodSource("credentials")
  void showsNoSecret(Credentials credentials) {
    assertThat(credentials.toString())
        .doesNotContain("the-token", "the-private-key", "the-passphrase");
  }

  /** What was kept before there were other ways to log in. */
  @Test
  void readsATokenAsItAlwaysWas() {
    assertThat(CredentialsText.read("{\"username\":\"me\",\"token\":\"the-token\"}"))
        .isEqualTo(Credentials.token("me", "the-token"));
  }
}
