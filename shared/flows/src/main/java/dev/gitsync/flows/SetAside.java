package dev.gitsync.flows;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Something of a run met an error of ours and was left as it is, while all else went on. It is
 * tried again like a run that failed as a whole.
 */
final class SetAside extends RuntimeException {

  private static final int MOST_NAMED = 3;

  private SetAside(String message, Collection<RuntimeException> causes) {
    super(message);
    Iterator<RuntimeException> each = causes.iterator();
    initCause(each.next());
    each.forEachRemaining(this::addSuppressed);
  }

  /**
   * Things that were set aside.
   *
   * @param what kind of things, in the plural, such as {@code "Files"}
   * @param causes by the thing's name; at least one
   */
  static SetAside of(String what, Map<?, RuntimeException> causes) {
    String names =
        causes.keySet().stream()
            .limit(MOST_NAMED)
            .map(Object::toString)
            .collect(Collectors.joining(", "));
    String more = causes.size() > MOST_NAMED ? " and others" : "";
    return new SetAside(
        "%s of %s%s wait because of an error of Git Sync's own. All else goes on."
            .formatted(what, names, more),
        causes.values());
  }
}
