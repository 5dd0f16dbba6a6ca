package dev.gitsync.adapters.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitsync.adapters.git.net.AddressGuard;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.LinkLayout;
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
import dev.gitsync.testkit.CGitServer.Protocols;
import dev.gitsync.testkit.GitRemoteContract;
import dev.gitsync.testkit.OpenSshServer;
import dev.gitsync.testkit.SelfSigned;
import dev.gitsync.testkit.SshKey;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract by TLS, with an authority of one's own, straight and through a bastion. */
class HttpsGitRemoteTest {

  @TempDir private static Path certificates;
  private static SelfSigned certificate;
  private static String pem;

  @BeforeAll
  static void makeCertificate() throws IOException {
    certificate = SelfSigned.make(certificates);
    pem = Files.readString(certificate.pem());
  }

  /** C git behind TLS. */
  abstract static class Server extends GitRemoteContract {
    private final Protocols protocols;
    private final String[] settings;
    @TempDir Path folder;
    CGitServer server;
    EngineRemotes remotes = remotes(new AddressGuard(Set.of("localhost", "127.0.0.1")));

    Server(Protocols protocols, String... settings) {
      this.protocols = protocols;
      this.settings = settings;
    }

    @BeforeEach
    void start() throws IOException {
      CGitServer.init(folder.resolve("acme.git"), settings);
      server = CGitServer.start(folder, protocols, certificate);
    }

    @AfterEach
    void stop() {
      server.close();
    }

    static EngineRemotes remotes(AddressGuard guard) {
      return new EngineRemotes(guard, InstantSource.system());
    }

    Connection connection() {
      return new Connection(Optional.empty(), Optional.of(pem), Map.of());
    }

    LinkSettings settings(Connection connection) {
      return new LinkSettings(
          new RepositoryUrl(server.uri("acme.git").toString()),
          "main",
          "",
          LinkSettings.Mode.RUNNING,
          connection);
    }

    Credentials credentials() {
      return HttpGitRemoteTest.GOOD;
    }

    GitRemote open(LinkSettings settings, Credentials credentials) {
      return remotes.open(settings, new LinkLayout(new WorkspaceId("acme"), ""), credentials);
    }

    @Override
    protected GitRemote open(String branch) {
      return open(settings(connection()).onBranch(branch), credentials());
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
  class WithAnAuthorityOfItsOwn extends Server {
    WithAnAuthorityOfItsOwn() {
      super(Protocols.ALL);
    }

    @Test
    void saysWhenNobodyWhoIsTrustedVouchesForTheServer() {
      assertNeedsUser("GIT-020", settings(Connection.DIRECT));
      assertThat(server.requests()).isEmpty();
    }

    @Test
    void saysWhenTheCertificatesCannotBeRead() {
      var broken = new Connection(Optional.empty(), Optional.of("-----BEGIN x"), Map.of());
      assertNeedsUser("GIT-019", settings(broken));
    }

    /** A name that means another address when it is looked up again. */
    @Test
    void connectsToNoAddressThatWasNotChecked() throws IOException {
      var lookups = new AtomicInteger();
      InetAddress open = InetAddress.getByAddress("localhost", new byte[] {9, 9, 9, 9});
      InetAddress inner = InetAddress.getLoopbackAddress();
      remotes =
          remotes(
              new AddressGuard(
                  Set.of(),
                  host -> new InetAddress[] {lookups.getAndIncrement() < 2 ? open : inner}));
      try (GitRemote remote = open()) {
        assertThatThrownBy(remote::tip).isInstanceOfAny(TryLater.class, NeedsUser.class);
      }
      assertThat(lookups).hasValueGreaterThanOrEqualTo(3);
      assertThat(server.requests()).isEmpty();
    }

    private void assertNeedsUser(String code, LinkSettings settings) {
      assertThatThrownBy(() -> open(settings, credentials()).tip())
          .isInstanceOfSatisfying(NeedsUser.class, e -> assertThat(e.code()).isEqualTo(code));
    }
  }

  @Nested
  class WithFilter extends Server {
    WithFilter() {
      super(Protocols.ALL, "uploadpack.allowFilter=true", "uploadpack.allowAnySHA1InWant=true");
    }
  }

  @Nested
  class WithTheLimitsOfGitHub extends Server {
    WithTheLimitsOfGitHub() {
      super(Protocols.ALL, HttpGitRemoteTest.GITHUB);
    }
  }

  @Nested
  class WithProtocolZeroOnly extends Server {
    WithProtocolZeroOnly() {
      super(Protocols.ZERO);
    }

    @Override
    protected boolean givesLostCommits() {
      return false;
    }
  }

  /** The Git server's address is private: only the bastion leads there. */
  abstract static class Behind extends Server {
    OpenSshServer bastion;
    private SshKey key;

    Behind(Protocols protocols) {
      super(protocols);
    }

    @BeforeEach
    void startBastion() throws IOException {
      OpenSshServer.assumeInstalled();
      remotes = remotes(new AddressGuard(Set.of("127.0.0.1")));
      bastion = OpenSshServer.start(folder.resolve("bastion"), OpenSshServer.Settings.BASTION);
      key = SshKey.make(SshKey.Type.ED25519);
      bastion.authorize(key.publicLine());
    }

    @AfterEach
    void stopBastion() throws IOException {
      if (bastion != null) {
        bastion.close();
        assertThat(bastion.log().lines().filter(it -> it.contains("Accepted publickey")))
            .as("logins, kept from one remote to the next")
            .hasSizeLessThanOrEqualTo(2);
      }
    }

    @Override
    Connection connection() {
      HostKey known = HostKey.parse(bastion.hostKeys().getFirst()).orElseThrow();
      return new Connection(
          Optional.of(new Bastion("127.0.0.1", bastion.port(), bastion.user())),
          Optional.of(pem),
          Map.of("127.0.0.1:" + bastion.port(), known));
    }

    @Override
    Credentials credentials() {
      return new Credentials(
          HttpGitRemoteTest.GOOD.login(),
          Optional.of(new Credentials.SshKey(key.privateKey(), Optional.empty())));
    }

    @Test
    void checksTheServersOwnCertificate() {
      Connection way = connection();
      var trusting = new Connection(way.bastion(), Optional.empty(), way.hostKeys());
      assertThatThrownBy(() -> open(settings(trusting), credentials()).tip())
          .isInstanceOfSatisfying(NeedsUser.class, e -> assertThat(e.code()).isEqualTo("GIT-020"));
      assertThat(server.requests()).isEmpty();
    }

    @Test
    void pinsTheBastionsKey() {
      Connection unknown = connection().with(Map.of());
      assertThat(remotes.hostKeys(settings(unknown), credentials()))
          .isEqualTo(connection().hostKeys());
    }
  }

  @Nested
  class ThroughABastion extends Behind {
    ThroughABastion() {
      super(Protocols.ALL);
    }

    @Test
    void goesOnWhenTheWayBroke() {
      open().tip();
      bastion.endSessions();
      assertThat(open().tip()).isEqualTo(new GitRemote.Unborn());
    }
  }

  @Nested
  class ThroughABastionWithProtocolZeroOnly extends Behind {
    ThroughABastionWithProtocolZeroOnly() {
      super(Protocols.ZERO);
    }

    @Override
    protected boolean givesLostCommits() {
      return false;
    }
  }
}
