package dev.gitsync.flows.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HostKindTest {

  @ParameterizedTest
  @CsvSource({
    "https://github.com/acme/models.git, GITHUB",
    "https://GitHub.com/acme/models.git, GITHUB",
    "ssh://git@ssh.github.com:443/acme/models.git, GITHUB",
    "https://acme.ghe.com/acme/models.git, GITHUB",
    "git@gitlab.com:acme/models.git, GITLAB",
    "https://bitbucket.org/acme/models.git, BITBUCKET",
    "https://codeberg.org/acme/models.git, GITEA",
    "https://dev.azure.com/acme/data/_git/models, AZURE_DEVOPS",
    "https://acme.visualstudio.com/data/_git/models, AZURE_DEVOPS",
    "codecommit::eu-central-1://models, CODECOMMIT",
    "https://git-codecommit.eu-central-1.amazonaws.com/v1/repos/models, CODECOMMIT",
    "https://git.acme.example/acme/models.git, NONE",
    "https://github.com.acme.example/acme/models.git, NONE",
    "https://notgithub.com/acme/models.git, NONE"
  })
  void followsFromTheAddress(String address, HostKind kind) {
    assertThat(HostKind.of(new RepositoryUrl(address))).isEqualTo(kind);
  }

  @ParameterizedTest
  @EnumSource
  void isFoundByItsWord(HostKind kind) {
    assertThat(HostKind.parse(kind.word())).contains(kind);
  }
}
