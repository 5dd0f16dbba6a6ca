package dev.gitsync.flows;

import dev.gitsync.core.resource.ResourceRef;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What a run of the outbound flow has to leave as it is. */
final class Left {

  /** Resources whose changes met an error of ours. */
  private final Map<ResourceRef, RuntimeException> faulty = new LinkedHashMap<>();

  /** Resources whose files somebody has to mend first. */
  private final Set<ResourceRef> unreadable = new HashSet<>();

  private boolean isPushRefused;

  /** Takes up what a batch has to leave. */
  void take(CommitBatch batch) {
    faulty.putAll(batch.faulty());
    unreadable.addAll(batch.unreadable());
  }

  /** The branch takes no pushes. */
  void refusePush() {
    isPushRefused = true;
  }

  boolean isPushRefused() {
    return isPushRefused;
  }

  Map<ResourceRef, RuntimeException> faulty() {
    return faulty;
  }

  boolean isEmpty() {
    return faulty.isEmpty() && unreadable.isEmpty();
  }

  boolean has(ResourceRef ref) {
    return faulty.containsKey(ref) || unreadable.contains(ref);
  }
}
