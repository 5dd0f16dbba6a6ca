package dev.gitsync.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The server as the git program finds it. */
class OpenSshServerTest {

  @TempDir Path folder;
  private OpenSshServer server;
  private Path repository;

  @BeforeEach
  void start() throws IOException {
    OpenSshServer.assumeInstalled();
    server = OpenSshServer.start(folder.resolve("sshd"));
    repository = folder.resolve("acme.git");
    CGitServer.init(repository);
    CGitServer.run(repository, "git", "update-ref", "refs/heads/main", firstCommit());
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private String firstCommit() throws IOException {
    String tree = CGitServer.run(repository, "git", "hash-object", "-wt", "tree", "/dev/null");
    return CGitServer.run(
            repository,
            "git",
            "-c",
            "user.name=Ada",
            "-c",
            "user.email=ada@example.com",
            "commit-tree",
            "-m",
            "First",
            tree.strip())
        .strip();
  }

  @ParameterizedTest
  @EnumSource
  void letsTheOwnerOfAKeyListBranchesByProtocolTwo(SshKey.Type type) throws IOException {
    SshKey key = SshKey.make(type);
    server.authorize(key.publicLine());
    assertThat(lsRemote(key, server.knownHosts()))
        .contains("version 2")
        .contains("\trefs/heads/main\n");
    assertThat(server.log()).contains("Accepted publickey for " + server.user());
  }

  @Test
  void letsNobodyElseIn() throws IOException {
    SshKey stranger = SshKey.make(SshKey.Type.ED25519);
    assertThatThrownBy(() -> lsRemote(stranger, server.knownHosts()))
        .hasMessageContaining("Permission denied (publickey)");
  }

  @Test
  void canChangeItsHostKey() throws IOException {
    SshKey key = SshKey.make(SshKey.Type.ED25519);
    server.authorize(key.publicLine());
    String before = server.knownHosts();
    server.changeHostKeys();
    assertThatThrownBy(() -> lsRemote(key, before))
        .hasMessageContaining("Host key verification failed");
    assertThat(lsRemote(key, server.knownHosts())).contains("\trefs/heads/main\n");
  }

  @Test
  void makesKeysInTheFormatsThatPeopleHave() throws IOException {
    assertThat(headers(SshKey.Type.ED25519, SshKey.Format.OPENSSH, "")).contains("OPENSSH");
    assertThat(headers(SshKey.Type.RSA, SshKey.Format.PEM, "")).contains("BEGIN RSA PRIVATE");
    assertThat(headers(SshKey.Type.ECDSA, SshKey.Format.PEM, "a phrase"))
        .contains("Proc-Type: 4,ENC");
    assertThat(headers(SshKey.Type.RSA, SshKey.Format.PKCS8, "a phrase"))
        .contains("BEGIN ENCRYPTED");
  }

  private static String headers(SshKey.Type type, SshKey.Format format, String passphrase)
      throws IOException {
    SshKey key = SshKey.make(type, format, passphrase);
    return key.privateKey().lines().limit(2).collect(Collectors.joining("\n"));
  }

  private String lsRemote(SshKey key, String knownHosts) throws IOException {
    return CGitServer.run(
        folder,
        "env",
        "GIT_SSH_COMMAND=" + key.command(folder, knownHosts),
        "GIT_TRACE_PACKET=1",
        "git",
        "-c",
        "protocol.version=2",
        "ls-remote",
        server.uri(repository).toString());
  }
}
