package dev.gitsync.adapters.git;

import dev.gitsync.adapters.git.wire.Capabilities;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/** What is known about repositories' servers and branches, as long as the process lives. */
final class KnownServers {

  private static final int MOST = 10_000;

  private final Map<Access, Server> servers = new Recent<>();
  private final Map<String, Seen> tips = new Recent<>();
  private final Map<String, ObjectId> keptTips = new Recent<>();

  /** Keeps what was used lately. */
  private static final class Recent<K, V> extends LinkedHashMap<K, V> {
    Recent() {
      super(64, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > MOST;
    }
  }

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
    /** Trees by their ids, each alone; a commit together with its root tree. */
    TREE_0("tree:0"),
    /** The same, but a commit alone too, as at GitHub, which takes no other depth. */
    TREE_0_ONLY("tree:0"),
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

  private record Seen(ObjectId tip, Instant at) {}

  /** Where a branch was seen last. May be wrong at any time. */
  final class SeenBranch {
    private final String key;

    private SeenBranch(String key) {
      this.key = key;
    }

    Optional<ObjectId> tip() {
      synchronized (KnownServers.this) {
        return Optional.ofNullable(tips.get(key)).map(Seen::tip);
      }
    }

    /** Whether it was seen there not before a moment. */
    boolean isSeenSince(Instant moment) {
      synchronized (KnownServers.this) {
        return Optional.ofNullable(tips.get(key))
            .filter(seen -> !seen.at().isBefore(moment))
            .isPresent();
      }
    }

    void seenAt(ObjectId tip, Instant now) {
      synchronized (KnownServers.this) {
        tips.put(key, new Seen(tip, now));
      }
    }

    void lost() {
      synchronized (KnownServers.this) {
        tips.remove(key);
      }
    }

    /** The tip whose surroundings were kept beyond the process. */
    Optional<ObjectId> kept() {
      synchronized (KnownServers.this) {
        return Optional.ofNullable(keptTips.get(key));
      }
    }

    void keptAt(ObjectId tip) {
      synchronized (KnownServers.this) {
        keptTips.put(key, tip);
      }
    }
  }

  /** The branch of a link. */
  SeenBranch branch(String link) {
    return new SeenBranch(link);
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
