package dev.gitsync.adapters.git;

import java.io.IOException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.Transport;

/** Opens JGit's transports to one server. */
interface JGitWay extends AutoCloseable {

  /** A transport for a repository here. */
  Transport open(Repository repository) throws IOException;

  /** Ends what is open for this repository alone. */
  @Override
  default void close() {}
}
