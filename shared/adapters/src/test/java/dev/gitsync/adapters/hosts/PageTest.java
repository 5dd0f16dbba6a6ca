package dev.gitsync.adapters.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.adapters.codecommit.CodeCommitClients;
import dev.gitsync.adapters.git.net.AddressGuard;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.link.HostKind;
import dev.gitsync.flows.link.HostSettings;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.CodeHost;
import dev.gitsync.flows.port.Credentials;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where people see a file, by the address that a link has of its repository. */
class PageTest {

  private static final CommitId COMMIT = new CommitId("0123456789abcdef0123456789abcdef01234567");

  private static CodeHost open(HostKind kind, String repository) {
    var anywhere = new AddressGuard(Set.of(), host -> InetAddress.getAllByName("192.0.1.1"));
    var hosts = HostsByKind.reaching(anywhere, new CodeCommitClients(), InstantSource.system());
    HostSettings host = HostSettings.DEFAULT;
    var settings =
        new LinkSettings(new RepositoryUrl(repository), "main", "", LinkSettings.Mode.RUNNING)
            .with(new HostSettings(Optional.of(kind), host.api(), host.delivery(), host.checks()));
    return hosts.open(settings, Credentials.token("bot", "token")).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "GITHUB, https://github.com/acme/models.git, https://github.com/acme/models/blob/{commit}/{file}",
    "GITHUB, git@github.com:acme/models.git, https://github.com/acme/models/blob/{commit}/{file}",
    "GITHUB, https://acme.ghe.com/acme/models, https://acme.ghe.com/acme/models/blob/{commit}/{file}",
    "GITHUB, https://git.acme.example/acme/models, https://git.acme.example/acme/models/blob/{commit}/{file}",
    "GITLAB, https://gitlab.com/acme/data/models.git,"
        + " https://gitlab.com/acme/data/models/-/blob/{commit}/{file}",
    "GITLAB, ssh://git@git.acme.example:2222/acme/models.git,"
        + " https://git.acme.example/acme/models/-/blob/{commit}/{file}",
    "GITEA, https://git.acme.example:3000/acme/models.git,"
        + " https://git.acme.example:3000/acme/models/src/commit/{commit}/{file}",
    "BITBUCKET, git@bitbucket.org:acme/models.git, https://bitbucket.org/acme/models/src/{commit}/{file}",
    "BITBUCKET_SERVER, https://git.acme.example/scm/acme/models.git,"
        + " https://git.acme.example/projects/acme/repos/models/browse/{file}?at={commit}",
    "AZURE_DEVOPS, https://dev.azure.com/acme/Data%20Team/_git/models,"
        + " https://dev.azure.com/acme/Data%20Team/_git/models"
        + "?path=%2Fsyncs%2Fa%20b%28c%29.yaml&version=GC{commit}",
    "CODECOMMIT, codecommit::eu-central-1://models,"
        + " https://eu-central-1.console.aws.amazon.com/codesuite/codecommit/repositories/models"
        + "/browse/{commit}/--/{file}?region=eu-central-1"
  })
  void isWhereTheHostShowsIt(HostKind kind, String repository, String page) {
    String expected =
        page.replace("{file}", "syncs/a%20b%28c%29.yaml").replace("{commit}", COMMIT.value());
    assertThat(open(kind, repository).page(COMMIT, new RepoPath("syncs/a b(c).yaml")))
        .hasToString(expected);
  }
}
