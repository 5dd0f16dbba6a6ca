package dev.gitsync.adapters.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitsync.adapters.git.net.AddressGuard;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.NeedsUser;
import dev.gitsync.flows.TryLater;
import dev.gitsync.flows.link.Connection;
import dev.gitsync.flows.link.Connection.Bastion;
import dev.gitsync.flows.link.HostKey;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.testkit.CGitServer;
import dev.gitsync.testkit.GitRemoteContract;
import dev.gitsync.testkit.OpenSshServer;
import dev.gitsync.testkit.SshKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract, and what SSH is about, against real OpenSSH servers. */
class SshGitRemoteTest {

  private static final String PASSPHRASE = "correct horse";

  /** A Git server and a bastion, both OpenSSH. */
  abstract static class Servers extends GitRemoteContract {
    @TempDir Path folder;
    OpenSshServer server;
    OpenSshServer bastion;
    SshKey key;
    SshKey bastionKey;
    EngineRemotes remotes = remotes();

    @BeforeEach
    void start() throws IOException {
      OpenSshServer.assumeInstalled();
      CGitServer.init(folder.resolve("acme.git"));
      server = OpenSshServer.start(folder.resolve("server"));
      bastion = OpenSshServer.start(folder.resolve("bastion"), OpenSshServer.Settings.BASTION);
      key = SshKey.make(SshKey.Type.ED25519);
      bastionKey = SshKey.make(SshKey.Type.ED25519);
      server.authorize(key.publicLine());
      bastion.authorize(bastionKey.publicLine());
    }

    @AfterEach
    void stop() {
      if (server != null) {
        server.close();
        bastion.close();
      }
    }

    static EngineRemotes remotes() {
      return new EngineRemotes(new AddressGuard(Set.of("127.0.0.1")), InstantSource.system());
    }

    abstract LinkSettings settings();

    LinkSettings settings(Optional<Bastion> through) {
      var keys = new HashMap<>(pin(server));
      keys.putAll(pin(bastion));
      return new LinkSettings(
          new RepositoryUrl(server.uri(folder.resolve("acme.git")).toString()),
          "main",
          "",
          LinkSettings.Mode.RUNNING,
          new Connection(through, Optional.empty(), keys));
    }

    static Map<String, HostKey> pin(OpenSshServer server) {
      return Map.of(
          "127.0.0.1:" + server.port(), HostKey.parse(server.hostKeys().getFirst()).orElseThrow());
    }

    Bastion throughBastion() {
      return new Bastion("127.0.0.1", bastion.port(), bastion.user());
    }

    Credentials credentials() {
      return new Credentials(
          login(key, Optional.empty()), Optional.of(login(bastionKey, Optional.empty())));
    }

    static Credentials.SshKey login(SshKey key, Optional<String> passphrase) {
      return new Credentials.SshKey(key.privateKey(), passphrase);
    }

    GitRemote open(LinkSettings settings, Credentials credentials) {
      return remotes.open(settings, new LinkLayout(new WorkspaceId("acme"), ""), credentials);
    }

    @Override
    protected GitRemote open(String branch) {
      return open(settings().onBranch(branch), credentials());
    }

    @Override
    protected void keepBranch(String name, CommitId commit) throws IOException {
      CGitServer.run(
          folder.resolve("acme.git"), "git", "update-ref", "refs/heads/" + name, commit.value());
    }

    @Override
    protected void forcePush(CommitId to) throws IOException {
      CGitServer.run(
          folder.resolve("acme.git"), "git", "update-ref", "refs/heads/main", to.value());
    }
  }

  @Nested
  class Straight extends Servers {
    @Override
    LinkSettings settings() {
      return settings(Optional.empty());
    }

    @ParameterizedTest(name = "{0} {1} {index}")
    @CsvSource({
      "ED25519,OPENSSH,''",
      "ED25519,OPENSSH,correct horse",
      "ECDSA,OPENSSH,''",
      "ECDSA,PEM,''",
      "ECDSA,PEM,correct horse",
      "RSA,OPENSSH,correct horse",
      "RSA,PEM,''",
      "RSA,PEM,correct horse",
      "RSA,PKCS8,''",
      "RSA,PKCS8,correct horse",
      "ECDSA,PKCS8,correct horse"
    })
    void takesKeysAsSshKeygenWritesThem(SshKey.Type type, SshKey.Format format, String passphrase)
        throws IOException {
      SshKey other = SshKey.make(type, format, passphrase);
      server.authorize(other.publicLine());
      var login = login(other, Optional.of(passphrase).filter(it -> !it.isEmpty()));
      try (GitRemote remote = open(settings(), new Credentials(login))) {
        assertThat(remote.tip()).isEqualTo(new GitRemote.Unborn());
      }
    }

    @Test
    void saysWhenAKeyOrItsPassphraseIsWrong() throws IOException {
      SshKey locked = SshKey.make(SshKey.Type.ED25519, SshKey.Format.OPENSSH, PASSPHRASE);
      assertNeedsUser(
          "GIT-016", () -> remotes.check(new Credentials(login(locked, Optional.of("wrong")))));
      assertNeedsUser(
          "GIT-016", () -> remotes.check(new Credentials(login(locked, Optional.empty()))));
      remotes.check(new Credentials(login(locked, Optional.of(PASSPHRASE))));
      SshKey stranger = SshKey.make(SshKey.Type.ED25519);
      assertNeedsUser(
          "GIT-005",
          () -> open(settings(), new Credentials(login(stranger, Optional.empty()))).tip());
      assertNeedsUser("GIT-015", () -> open(settings(), Credentials.token("me", "secret")).tip());
    }

    @Test
    void pinsTheHostKeyThatIsShownFirst() {
      LinkSettings unknown = settings().with(Connection.DIRECT);
      assertNeedsUser("GIT-014", () -> open(unknown, credentials()).tip());
      assertThat(remotes.hostKeys(unknown, credentials())).isEqualTo(pin(server));
    }

    @Test
    void stopsWhenTheHostKeyChanged() throws IOException {
      try (GitRemote remote = open()) {
        assertThat(remote.tip()).isEqualTo(new GitRemote.Unborn());
      }
      LinkSettings known = settings();
      String before = pin(server).values().iterator().next().fingerprint();
      server.changeHostKeys();
      String after = pin(server).values().iterator().next().fingerprint();
      long logins = server.log().lines().filter(it -> it.contains("Accepted")).count();
      assertThatThrownBy(() -> open(known, credentials()).tip())
          .isInstanceOfSatisfying(NeedsUser.class, e -> assertThat(e.code()).isEqualTo("GIT-014"))
          .hasMessageContaining(before)
          .hasMessageContaining(after);
      assertThatThrownBy(() -> remotes.hostKeys(known, credentials())).hasMessageContaining(after);
      assertThat(server.log().lines().filter(it -> it.contains("Accepted"))).hasSize((int) logins);
    }

    @Test
    void saysWhenTheServerHasNoKeyOfTheKnownType() {
      LinkSettings settings = settings();
      HostKey rsa = new HostKey("ssh-rsa", pin(server).values().iterator().next().base64());
      LinkSettings known =
          settings.with(settings.connection().with(Map.of("127.0.0.1:" + server.port(), rsa)));
      assertNeedsUser("GIT-014", () -> open(known, credentials()).tip());
    }

    @Test
    void goesOnWhenAKeptConnectionDied() throws IOException {
      CommitId tip = push(Optional.empty(), "a: 1\n");
      endSessions();
      try (GitRemote remote = open()) {
        assertThat(remote.tip()).isEqualTo(new GitRemote.At(tip));
        endSessions();
        CommitId next = push(Optional.of(tip), "a: 2\n");
        assertThat(remote.tip()).isEqualTo(new GitRemote.At(next));
      }
    }

    private void endSessions() throws IOException {
      server.endSessions();
    }

    private CommitId push(Optional<CommitId> expected, String text) {
      try (GitRemote remote = open()) {
        return ((GitRemote.Pushed) remote.push(expected, List.of(draft(text)))).tip();
      }
    }

    @Test
    void startsOneProgramForAPollAndTwoForAReadAndAPush() throws IOException {
      CommitId tip = push(Optional.empty(), "a: 1\n");
      long before = programs();
      try (GitRemote remote = open()) {
        assertThat(remote.tip()).isEqualTo(new GitRemote.At(tip));
      }
      assertThat(programs()).isEqualTo(before + 1);
      try (GitRemote remote = open()) {
        remote.tip();
        remote.read(tip, Set.of(new RepoPath("models/a.yaml"), new RepoPath("models/b.yaml")));
        remote.push(Optional.of(tip), List.of(draft("a: 2\n")));
      }
      assertThat(programs()).isEqualTo(before + 3);
      assertThat(server.log().lines().filter(it -> it.contains("Accepted publickey"))).hasSize(1);
    }

    private long programs() throws IOException {
      return server.log().lines().filter(it -> it.contains("Starting session: command")).count();
    }

    @Test
    void letsTwoWritersPutAllTheirCommitsOnTheBranchOnce() throws Exception {
      push(Optional.empty(), "a: 1\n");
      EngineRemotes other = remotes();
      new TwoWriters(folder.resolve("acme.git"), 0, System.nanoTime())
          .run(
              this::open,
              () ->
                  other.open(
                      settings(), new LinkLayout(new WorkspaceId("acme"), ""), credentials()));
    }

    @Test
    void saysWhatTheServerSaysOfAMissingRepository() {
      LinkSettings settings = settings();
      var missing =
          new LinkSettings(
              new RepositoryUrl(server.uri(folder.resolve("nothing.git")).toString()),
              "main",
              "",
              LinkSettings.Mode.RUNNING,
              settings.connection());
      assertNeedsUser("GIT-006", () -> open(missing, credentials()).tip());
      assertThatThrownBy(() -> open(missing, credentials()).tip())
          .hasMessageContaining("does not appear to be a git repository");
      for (int i = 0; i < 12; i++) {
        try (GitRemote remote = open(missing, credentials())) {
          assertNeedsUser("GIT-006", remote::tip);
        }
      }
      assertThat(open().tip()).isEqualTo(new GitRemote.Unborn());
    }

    @Test
    void triesLaterWhenTheServerIsNotThere() {
      server.close();
      assertThatThrownBy(() -> open().tip()).isInstanceOf(TryLater.class);
    }

    @Test
    void doesNotReachPrivateAddresses() {
      remotes = new EngineRemotes(new AddressGuard(Set.of()), InstantSource.system());
      assertNeedsUser("GIT-008", () -> open().tip());
    }
  }

  /** A server that does not let clients choose the protocol is served through JGit. */
  @Nested
  class WithProtocolZeroOnly extends Servers {
    @Override
    protected boolean givesLostCommits() {
      return false;
    }

    @Override
    LinkSettings settings() {
      return settings(Optional.empty());
    }

    @BeforeEach
    void withoutProtocolTwo() throws IOException {
      server.close();
      server = OpenSshServer.start(folder.resolve("old"), OpenSshServer.Settings.OLD);
      server.authorize(key.publicLine());
    }
  }

  @Nested
  class ThroughABastion extends Servers {
    @Override
    LinkSettings settings() {
      return settings(Optional.of(throughBastion()));
    }

    @Test
    void pinsBothHostKeys() {
      LinkSettings settings = settings();
      LinkSettings unknown = settings.with(settings.connection().with(Map.of()));
      assertThat(remotes.hostKeys(unknown, credentials()))
          .isEqualTo(settings.connection().hostKeys());
    }

    @Test
    void verifiesTheRealHost() throws IOException {
      LinkSettings known = settings();
      server.changeHostKeys();
      assertThatThrownBy(() -> open(known, credentials()).tip())
          .isInstanceOfSatisfying(NeedsUser.class, e -> assertThat(e.code()).isEqualTo("GIT-014"))
          .hasMessageContaining("127.0.0.1:" + server.port());
    }

    @Test
    void verifiesTheBastion() throws IOException {
      LinkSettings known = settings();
      bastion.changeHostKeys();
      assertThatThrownBy(() -> open(known, credentials()).tip())
          .isInstanceOfSatisfying(NeedsUser.class, e -> assertThat(e.code()).isEqualTo("GIT-014"))
          .hasMessageContaining("127.0.0.1:" + bastion.port());
      LinkSettings half = known.with(known.connection().with(pin(server)));
      assertNeedsUser("GIT-014", () -> open(half, credentials()).tip());
    }

    @Test
    void opensANewWayWhenTheBastionWasRestarted() throws IOException {
      open().tip();
      bastion.endSessions();
      assertThat(open().tip()).isEqualTo(new GitRemote.Unborn());
    }
  }

  static GitRemote.CommitDraft draft(String text) {
    return new GitRemote.CommitDraft(
        Map.of(new RepoPath("models/a.yaml"), text), Person.SERVICE, Instant.EPOCH, "Edit\n");
  }

  static void assertNeedsUser(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(NeedsUser.class, e -> assertThat(e.code()).isEqualTo(code))
        .satisfies(e -> assertThat(e.toString()).doesNotContain("PRIVATE KEY", PASSPHRASE));
  }
}
