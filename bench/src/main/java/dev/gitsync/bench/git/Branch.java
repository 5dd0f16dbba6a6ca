package dev.gitsync.bench.git;

import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemotes;
import dev.gitsync.testkit.CGitServer;
import dev.gitsync.testkit.SelfSigned;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A branch that one peer has for itself.
 *
 * @param certificate the server's
 */
record Branch(URI repository, String name, SelfSigned certificate) {

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
            new RepositoryUrl(repository.toString()), name, "", LinkSettings.Mode.RUNNING);
    return remotes.open(
        settings,
        new LinkLayout(new WorkspaceId("acme"), ""),
        Credentials.token(CGitServer.USER, CGitServer.TOKEN));
  }
}
