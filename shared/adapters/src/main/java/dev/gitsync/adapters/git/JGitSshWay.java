package dev.gitsync.adapters.git;

import dev.gitsync.adapters.git.ssh.JGitSshFactory;
import dev.gitsync.flows.link.LinkSettings;
import java.io.IOException;
import java.net.URISyntaxException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;

/** JGit over SSH, through the engine's connections. */
record JGitSshWay(LinkSettings settings, JGitSshFactory factory) implements JGitWay {

  @Override
  public Transport open(Repository repository) throws IOException {
    try {
      var uri = new URIish(settings.repository().value());
      Transport transport = Transport.open(repository, uri);
      ((SshTransport) transport).setSshSessionFactory(factory);
      return transport;
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    factory.close();
  }
}
