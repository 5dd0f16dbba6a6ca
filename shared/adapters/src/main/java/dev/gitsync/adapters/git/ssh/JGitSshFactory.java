package dev.gitsync.adapters.git.ssh;

import dev.gitsync.adapters.git.ssh.SshSessions.Lease;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.port.Credentials;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RemoteSession;
import org.eclipse.jgit.transport.RemoteSession2;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.FS;

/** Lets JGit's transport use our connection to a link's server, one at a time. */
public final class JGitSshFactory extends SshSessionFactory implements AutoCloseable {

  private final SshSessions sessions;
  private final LinkSettings settings;
  private final Credentials credentials;
  private Optional<Lease> lease = Optional.empty();

  /** A factory for one link. */
  public JGitSshFactory(SshSessions sessions, LinkSettings settings, Credentials credentials) {
    this.sessions = sessions;
    this.settings = settings;
    this.credentials = credentials;
  }

  @Override
  public RemoteSession getSession(
      URIish uri, CredentialsProvider provider, FS files, int timeoutMillis) {
    Lease current =
        lease
            .filter(it -> it.connection().isOpen())
            .orElseGet(() -> sessions.lease(settings, credentials));
    lease = Optional.of(current);
    return new Session(current.connection());
  }

  private record Session(SshConnection connection) implements RemoteSession2 {
    @Override
    public Process exec(String command, Map<String, String> environment, int timeoutSeconds)
        throws IOException {
      return new ChannelProcess(
          connection.exec(command, environment, OutputStream.nullOutputStream()));
    }

    @Override
    public Process exec(String command, int timeoutSeconds) throws IOException {
      return exec(command, Map.of(), timeoutSeconds);
    }

    /** The connection goes on; it is given back when the factory is closed. */
    @Override
    public void disconnect() {}
  }

  @Override
  public String getType() {
    return "git-sync";
  }

  @Override
  public void close() {
    lease.ifPresent(Lease::giveBack);
    lease = Optional.empty();
  }
}
