package dev.gitsync.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.local.Visitor.Answer;
import dev.gitsync.testkit.CGitServer;
import dev.gitsync.testkit.OpenSshServer;
import dev.gitsync.testkit.SshKey;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A link to a repository on an SSH server, and one behind a bastion, as a user sets them up. */
class SshLinkTest {

  private static final String STAGING = "acme-staging";
  private static final String PASSPHRASE = "correct horse";

  @TempDir private Path folder;
  private OpenSshServer server;
  private OpenSshServer bastion;
  private SshKey key;
  private SshKey bastionKey;
  private LocalSystem system;
  private Visitor visitor;

  @BeforeEach
  void start() throws Exception {
    OpenSshServer.assumeInstalled();
    CGitServer.init(folder.resolve("acme.git"));
    server = OpenSshServer.start(folder.resolve("server"));
    bastion = OpenSshServer.start(folder.resolve("bastion"), OpenSshServer.Settings.BASTION);
    key = SshKey.make(SshKey.Type.ED25519, SshKey.Format.OPENSSH, PASSPHRASE);
    bastionKey = SshKey.make(SshKey.Type.ECDSA, SshKey.Format.PEM, "");
    server.authorize(key.publicLine());
    bastion.authorize(bastionKey.publicLine());
    system = LocalSystem.start(LocalOptions.of(0, folder.resolve("data")));
    LocalFile local = LocalFile.of(system, Seed.plant(system, List.of(), line -> {}));
    visitor = Visitor.of(local, folder);
  }

  @AfterEach
  void stop() {
    if (server != null) {
      visitor.close();
      system.close();
      bastion.close();
      server.close();
    }
  }

  private Answer call(String method, String path, Mapping body) throws Exception {
    return visitor.call(STAGING, method, path, Json.write(body));
  }

  private Mapping credentials(String passphrase) {
    return Mapping.of("privateKey", new Text(key.privateKey()))
        .with("passphrase", passphrase)
        .with("bastion", Mapping.of("privateKey", new Text(bastionKey.privateKey())));
  }

  private Mapping link() {
    return Mapping.of("repository", new Text(server.uri(folder.resolve("acme.git")).toString()));
  }

  private Mapping throughBastion() {
    return link()
        .with(
            "bastion",
            Mapping.of("host", new Text("127.0.0.1"))
                .with("port", Num.of(bastion.port()))
                .with("user", bastion.user()));
  }

  private String git(String... arguments) throws Exception {
    return GitProgram.run(folder.resolve("acme.git"), arguments).output();
  }

  private void edit(String description) throws Exception {
    String id = visitor.id(STAGING, "models", "stocking-list");
    call("PATCH", "/models/" + id, Mapping.of("description", new Text(description)));
    Visitor.await(() -> git("show", "main:models/stocking-list.yaml").contains(description));
  }

  @Test
  void syncsByAKeyAndStopsWhenTheHostKeyChanges() throws Exception {
    Answer wrong = call("PUT", "/git-sync/credentials", credentials("wrong horse"));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.at("/code").asString()).isEqualTo("GIT-016");
    assertThat(wrong.body().toString()).doesNotContain("wrong horse", "PRIVATE");
    assertThat(call("PUT", "/git-sync/credentials", credentials(PASSPHRASE)).status())
        .isEqualTo(204);

    Answer saved = call("PUT", "/git-sync", link());
    assertThat(saved.status()).as(saved.body().toString()).isEqualTo(200);
    assertThat(saved.at("/hostKeys/0/host").asString()).isEqualTo("127.0.0.1:" + server.port());
    assertThat(saved.at("/hostKeys/0/type").asString()).isEqualTo("ssh-ed25519");
    String before = saved.at("/hostKeys/0/fingerprint").asString();
    assertThat(before).startsWith("SHA256:");
    edit("By SSH");
    Visitor.await(
        () ->
            visitor
                .call(STAGING, "GET", "/git-sync/status", "")
                .at("/health")
                .asString()
                .equals("ok"));

    server.changeHostKeys();
    call("POST", "/git-sync/pull", Mapping.empty());
    Visitor.await(
        () ->
            visitor
                .call(STAGING, "GET", "/git-sync/status", "")
                .body()
                .toString()
                .contains("GIT-014"));
    Answer status = visitor.call(STAGING, "GET", "/git-sync/status", "");
    assertThat(status.at("/health").asString()).isEqualTo("failing");
    assertThat(status.at("/failures/0/message").asString()).contains(before);
    assertThat(status.at("/failures/0/remedy").asString()).contains("/git-sync/host-keys");

    Answer renewed = call("POST", "/git-sync/host-keys", Mapping.empty());
    assertThat(renewed.status()).as(renewed.body().toString()).isEqualTo(200);
    assertThat(renewed.at("/hostKeys/0/fingerprint").asString()).isNotEqualTo(before);
    edit("By SSH again");
  }

  @Test
  void syncsThroughABastion() throws Exception {
    call("PUT", "/git-sync/credentials", credentials(PASSPHRASE));
    Answer saved = call("PUT", "/git-sync", throughBastion());
    assertThat(saved.status()).as(saved.body().toString()).isEqualTo(200);
    assertThat(saved.at("/hostKeys").size()).isEqualTo(2);
    assertThat(saved.at("/bastion/port").asInt()).isEqualTo(bastion.port());
    edit("Through a bastion");
    assertThat(bastion.log()).contains("Accepted publickey");
  }
}
