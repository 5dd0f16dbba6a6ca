package dev.gitsync.bench.git;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

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
  },
  /** Our engine by SSH, warm. */
  SSH_CACHED("Git Sync, cached", Transport.SSH) {
    @Override
    Session open(Branch branch) {
      return new CachedEngine(branch);
    }
  },
  /** Our engine by SSH, in a process that knows nothing. */
  SSH_COLD("Git Sync, cold", Transport.SSH) {
    @Override
    Session open(Branch branch) {
      return new ColdEngine(branch);
    }
  },
  /** The git program by SSH, from nothing to pushed. */
  SSH_GIT("git program", Transport.SSH) {
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

  /** All that go by a transport. */
  static List<Peer> over(Transport transport) {
    return Stream.of(values()).filter(peer -> peer.transport == transport).toList();
  }

  /** Our engine over a transport, in a process that has read and pushed here before. */
  static Peer cached(Transport over) {
    return over == Transport.SSH ? SSH_CACHED : CACHED;
  }

  /** Our engine over a transport, in a process that knows nothing. */
  static Peer cold(Transport over) {
    return over == Transport.SSH ? SSH_COLD : COLD;
  }

  String title() {
    return title;
  }

  Transport transport() {
    return transport;
  }

  /** Whether its connections are there from the job before; the others have to begin anew. */
  boolean keepsConnections() {
    return this == cached(transport);
  }

  /** Whether it works inside a Java process, whose heap tells what it needs; by HTTPS only. */
  boolean hasHeap() {
    return transport == Transport.HTTPS && this != GIT;
  }

  /** The branch that it has for itself. */
  String branch() {
    return name().toLowerCase(Locale.ROOT);
  }
}
