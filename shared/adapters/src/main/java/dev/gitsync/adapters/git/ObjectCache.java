package dev.gitsync.adapters.git;

import dev.gitsync.adapters.git.wire.GitObject;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Commits, trees and small files that were used lately, as long as the process lives. Objects never
 * change, so that one that is gone costs a request and nothing else.
 */
final class ObjectCache {

  private static final int OVERHEAD = 200;

  private final long mostBytes;
  private final LinkedHashMap<Key, GitObject> objects = new LinkedHashMap<>(64, 0.75f, true);
  private long bytes;

  /** Holds at most so many bytes; objects of more than an eighth of that are not kept. */
  ObjectCache(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  private record Key(Access access, ObjectId id) {}

  synchronized Optional<GitObject> find(Access access, ObjectId id) {
    return Optional.ofNullable(objects.get(new Key(access, id)));
  }

  synchronized void keep(Access access, GitObject object) {
    if (size(object) > mostBytes / 8
        || objects.putIfAbsent(new Key(access, object.id()), object) != null) {
      return;
    }
    bytes += size(object);
    var oldest = objects.values().iterator();
    while (bytes > mostBytes) {
      bytes -= size(oldest.next());
      oldest.remove();
    }
  }

  private static long size(GitObject object) {
    return (long) object.content().length + OVERHEAD;
  }
}
