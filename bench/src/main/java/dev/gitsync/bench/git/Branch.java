package dev.gitsync.bench.git;

import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.link.Connection;
import dev.gitsync.flows.link.HostKey;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemotes;
import dev.gitsync.testkit.CGitServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * A branch that one peer has for itself.
 *
 * @param entry how the peer gets in
 */
record Branch(URI repository, String name, Entry entry) {

  String ref() {
    return "refs/heads/" + name;
  }

  /** The value of the header that names the user. */
  String authorization() {
    String pair = CGitServer.USER + ":" + CGitServer.TOKEN;
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  /** The branch as a link has it. */
  GitRemote open(GitRemotes remotes) {
    var settings =
        new LinkSettings(
            new RepositoryUrl(repository.toString()),
            name,
            "",
            LinkSettings.Mode.RUNNING,
            connection());
    return remotes.open(settings, new LinkLayout(new WorkspaceId("acme"), ""), credentials());
  }

  private Connection connection() {
    return switch (entry) {
      case Entry.Https https -> Connection.DIRECT;
      case Entry.Ssh ssh ->
          Connection.DIRECT.with(
              Map.of(
                  repository.getHost() + ":" + repository.getPort(),
                  HostKey.parse(ssh.hostKey()).orElseThrow()));
    };
  }

  private Credentials credentials() {
    return switch (entry) {
      case Entry.Https https -> Credentials.token(CGitServer.USER, CGitServer.TOKEN);
      case Entry.Ssh ssh ->
          new Credentials(new Credentials.SshKey(ssh.key().privateKey(), Optional.empty()));
    };
  }
}
