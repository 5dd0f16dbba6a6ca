package dev.gitsync.adapters.git;

import dev.gitsync.adapters.git.wire.Capabilities;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is known about repositories' servers, as long as the process lives. */
final class KnownServers {

  private static final int MOST = 1_000;

  private final Map<Access, Server> servers =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Access, Server> eldest) {
          return size() > MOST;
        }
      };

  /** What a server is. */
  sealed interface Server {}

  /** Speaks protocol 2, and gives single objects in this way. */
  record Modern(Capabilities capabilities, Rung rung, Files files) implements Server {
    Modern(Capabilities capabilities) {
      this(capabilities, capabilities.filter() ? Rung.TREE_0 : Rung.ALL, Files.SINGLE);
    }

    Modern with(Rung other) {
      return new Modern(capabilities, other, files);
    }

    Modern with(Files other) {
      return new Modern(capabilities, rung, other);
    }
  }

  /** How files can be had. */
  enum Files {
    /** Each by its id. */
    SINGLE,
    /** Only all files of a commit. */
    WITH_COMMIT
  }

  /** Needs JGit's transport. */
  record Old() implements Server {}

  /** How objects can be had, the cheapest first. */
  enum Rung {
    /** Trees by their ids, each alone. */
    TREE_0("tree:0"),
    /** Trees by their ids, where the server counts its depths from there. */
    TREE_1("tree:1"),
    /** All trees of a commit. */
    BLOB_NONE("blob:none"),
    /** All trees and files of a commit. */
    ALL("");

    private final String filter;

    Rung(String filter) {
      this.filter = filter;
    }

    String filter() {
      return filter;
    }
  }

  synchronized Optional<Server> find(Access access) {
    return Optional.ofNullable(servers.get(access));
  }

  synchronized void remember(Access access, Server server) {
    servers.put(access, server);
  }

  synchronized void forget(Access access) {
    servers.remove(access);
  }
}
