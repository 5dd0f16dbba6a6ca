package dev.gitsync.flows.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.flows.link.RepositoryUrl.CodeCommitPlace;
import dev.gitsync.flows.link.RepositoryUrl.Kind;
import dev.gitsync.flows.link.RepositoryUrl.SshPlace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryUrlTest {

  @ParameterizedTest
  @CsvSource({
    "git@github.com:acme/models.git, git, github.com, 22, acme/models.git",
    "me@host.example:/srv/models.git, me, host.example, 22, /srv/models.git",
    "github.com:acme/models.git, git, github.com, 22, acme/models.git",
    "ssh://git@host.example/acme/models.git, git, host.example, 22, /acme/models.git",
    "ssh://host.example:2222/~ada/models.git, git, host.example, 2222, ~ada/models.git",
    "ssh://APKAEXAMPLE@git-codecommit.eu-central-1.amazonaws.com/v1/repos/models, APKAEXAMPLE,"
        + " git-codecommit.eu-central-1.amazonaws.com, 22, /v1/repos/models"
  })
  void knowsTheFormsOfSsh(String text, String user, String host, int port, String path) {
    RepositoryUrl url = RepositoryUrl.parse(text).orElseThrow();
    assertThat(url.kind()).isEqualTo(Kind.SSH);
    assertThat(url.ssh()).isEqualTo(new SshPlace(user, host, port, path));
  }

  @Test
  void knowsHttpAndCodeCommit() {
    assertThat(new RepositoryUrl("https://github.com/acme/models.git").kind()).isEqualTo(Kind.HTTP);
    RepositoryUrl codeCommit = new RepositoryUrl("codecommit::eu-central-1://models");
    assertThat(codeCommit.kind()).isEqualTo(Kind.CODECOMMIT);
    assertThat(codeCommit.codeCommit()).isEqualTo(new CodeCommitPlace("eu-central-1", "models"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "acme",
        "file:///etc/passwd",
        "/srv/git/models.git",
        "ext::sh -c true",
        "https://ada:secret@host.example/models.git",
        "https://ada@host.example/models.git",
        "ssh://ada:secret@host.example/models.git",
        "ssh://-oProxyCommand=true@host.example/models.git",
        "-oProxyCommand=true@host.example:models.git",
        "https://host.example/models.git?token=secret",
        "https://host.example/",
        "ssh://host.example",
        "git@host.example:/models.git\n",
        "git@host.example:",
        "codecommit::eu-central-1://a/b",
        "codecommit://models"
      })
  void refusesWhatIsNone(String text) {
    assertThat(RepositoryUrl.parse(text)).isEmpty();
  }
}
