package dev.gitsync.adapters.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemote.CommitDraft;
import dev.gitsync.flows.port.GitRemote.Pushed;
import dev.gitsync.flows.port.GitRemote.Refused;
import dev.gitsync.testkit.CGitServer;
import dev.gitsync.testkit.GerritServer;
import dev.gitsync.testkit.GitRemoteContract;
import dev.gitsync.testkit.OpenSshServer;
import dev.gitsync.testkit.SshKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract against a real Gerrit, as it is installed and as its administrators open it up. */
class HttpGitOnGerritTest {

  private static final Credentials WHO = Credentials.token(GerritServer.USER, GerritServer.TOKEN);
  private static final String OURS = "\"git-sync\"";
  private static final String FILTER = "uploadpack.allowFilter=true";
  private static final String ANY_OBJECT = "uploadpack.allowAnySHA1InWant=true";
  private static final AtomicInteger PROJECTS = new AtomicInteger();

  @TempDir static Path folder;
  private static Optional<GerritServer> running = Optional.empty();

  @BeforeAll
  static void startGerrit() throws IOException {
    GerritServer.assumeFetched();
    running = Optional.of(GerritServer.start(folder));
  }

  @AfterAll
  static void stopGerrit() {
    running.ifPresent(GerritServer::close);
  }

  private static GerritServer gerrit() {
    return running.orElseThrow();
  }

  /** Each test has a project of its own. */
  abstract static class Contract extends GitRemoteContract {
    private final String project = "acme-" + PROJECTS.incrementAndGet();
    private final EngineRemotes remotes = HttpGitRemoteTest.remotes();
    private final String[] settings;

    Contract(String... settings) {
      this.settings = settings;
    }

    @BeforeEach
    void createProject() throws IOException {
      gerrit().create(project, settings);
    }

    @Override
    protected void keepBranch(String name, CommitId commit) throws IOException {
      gerrit().move(project, name, commit.value());
    }

    @Override
    protected void forcePush(CommitId to) throws IOException {
      gerrit().move(project, "main", to.value());
    }

    @Override
    protected boolean givesLostCommits() {
      return Set.of(settings).contains(ANY_OBJECT);
    }

    String project() {
      return project;
    }

    EngineRemotes remotes() {
      return remotes;
    }

    @Override
    protected GitRemote open(String branch) {
      return HttpGitRemoteTest.open(remotes(), gerrit().uri(project), branch, WHO);
    }
  }

  /** Our own transport does it all. */
  abstract static class Modern extends Contract {
    Modern(String... settings) {
      super(settings);
    }

    @AfterEach
    void neverFellBackToJGit() throws IOException {
      assertThat(gerrit().requests(project())).isNotEmpty().allMatch(it -> it.contains(OURS));
    }
  }

  @Nested
  class WithDefaults extends Modern {

    @Test
    void tellsWhyGerritRefusesAPush() throws IOException {
      CommitId first;
      try (GitRemote remote = open("main")) {
        first = ((Pushed) remote.push(Optional.empty(), List.of(draft("First\n")))).tip();
      }
      gerrit().branch(project(), GerritServer.PROTECTED);
      try (GitRemote remote = open(GerritServer.PROTECTED)) {
        assertThat(remote.push(Optional.of(first), List.of(draft("Second\n"))))
            .isInstanceOfSatisfying(
                Refused.class,
                it ->
                    assertThat(it.words())
                        .startsWith("prohibited by Gerrit: not permitted: update")
                        .contains("get 'Push' rights to update the branch"));
        assertThat(remote.tip()).isEqualTo(new GitRemote.At(first));
      }
    }
  }

  @Nested
  class WithFilter extends Modern {
    WithFilter() {
      super(FILTER);
    }
  }

  @Nested
  class WithAnyObject extends Modern {
    WithAnyObject() {
      super(FILTER, ANY_OBJECT);
    }
  }

  /** Nothing is kept: every remote is the first that the process opens. */
  abstract static class Cold extends Modern {
    Cold(String... settings) {
      super(settings);
    }

    @Override
    EngineRemotes remotes() {
      return HttpGitRemoteTest.remotes();
    }
  }

  @Nested
  class ColdWithDefaults extends Cold {}

  @Nested
  class ColdWithFilter extends Cold {
    ColdWithFilter() {
      super(FILTER);
    }
  }

  @Nested
  class ColdWithAnyObject extends Cold {
    ColdWithAnyObject() {
      super(FILTER, ANY_OBJECT);
    }
  }

  @Nested
  class WithProtocolZeroOnly extends Contract {
    WithProtocolZeroOnly() {
      super("protocol.version=0");
    }

    @AfterEach
    void fellBackToJGit() throws IOException {
      assertThat(gerrit().requests(project()))
          .filteredOn(it -> it.contains(OURS))
          .singleElement(STRING)
          .contains("GET ");
    }
  }

  @Test
  void isReachedOverSshToo() throws IOException {
    OpenSshServer.assumeInstalled();
    SshKey key = SshKey.make(SshKey.Type.ED25519);
    gerrit().authorize(key.publicLine());
    gerrit().create("over-ssh");
    String ssh = key.command(folder, gerrit().knownHosts());
    CGitServer.run(
        folder,
        "git",
        "-c",
        "core.sshCommand=" + ssh,
        "ls-remote",
        gerrit().sshUri("over-ssh").toString());
  }

  private static CommitDraft draft(String message) {
    return new CommitDraft(
        Map.of(new RepoPath("models/orders.yaml"), "name: " + message),
        new Person("Ada", "ada@example.com"),
        Instant.EPOCH,
        message);
  }
}
