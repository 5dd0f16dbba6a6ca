package dev.gitsync.bench.git;

import java.io.IOException;
import java.util.Locale;

/** Who does the jobs. */
enum Peer {
  /** Our engine in a process that has read and pushed here before. */
  CACHED("Git Sync, cached", Transport.HTTPS) {
    @Override
    Session open(Branch branch) {
      return new CachedEngine(branch);
    }
  },
  /** Our engine in a process that knows nothing. */
  COLD("Git Sync, cold", Transport.HTTPS) {
    @Override
    Session open(Branch branch) {
      return new ColdEngine(branch);
    }
  },
  /** JGit with its own HTTP, as sparing as its interface allows. */
  JGIT("JGit in memory", Transport.HTTPS) {
    @Override
    Session open(Branch branch) {
      return new JGitInMemory(branch);
    }
  },
  /** The git program, from nothing to pushed. */
  GIT("git program", Transport.HTTPS) {
    @Override
    Session open(Branch branch) throws IOException {
      return GitProgram.in(branch);
    }
  };

  private final String title;
  private final Transport transport;

  Peer(String title, Transport transport) {
    this.title = title;
    this.transport = transport;
  }

  abstract Session open(Branch branch) throws IOException;

  String title() {
    return title;
  }

  Transport transport() {
    return transport;
  }

  /** Whether its connections are there from the job before; the others have to begin anew. */
  boolean keepsConnections() {
    return this == CACHED;
  }

  /** Whether it works inside a Java process, whose heap tells what it needs. */
  boolean hasHeap() {
    return this != GIT;
  }

  /** The branch that it has for itself. */
  String branch() {
    return name().toLowerCase(Locale.ROOT);
  }
}
