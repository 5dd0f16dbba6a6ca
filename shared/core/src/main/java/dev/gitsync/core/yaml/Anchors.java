package dev.gitsync.core.yaml;

import java.util.HashSet;
import java.util.Set;

/**
 * The anchors that an edit changes or removes. Aliases of these have to be written out, which in
 * turn may cost further anchors.
 */
final class Anchors {

  private final Set<String> writtenOut;
  private final Set<String> lost;

  Anchors() {
    this(Set.of());
  }

  private Anchors(Set<String> writtenOut) {
    this.writtenOut = Set.copyOf(writtenOut);
    this.lost = new HashSet<>(writtenOut);
  }

  /** For another attempt, with aliases of all the lost anchors written out. */
  Anchors next() {
    return new Anchors(lost);
  }

  /** Whether every alias of a lost anchor was written out. */
  boolean isSettled() {
    return lost.size() == writtenOut.size();
  }

  /** All anchors in {@code syntax} go. */
  void loseAll(Syntax syntax) {
    lose(syntax);
    switch (syntax) {
      case Syntax.Mapping mapping ->
          mapping
              .entries()
              .forEach(
                  entry -> {
                    loseAll(entry.key());
                    loseAll(entry.value());
                  });
      case Syntax.Sequence sequence -> sequence.items().forEach(this::loseAll);
      case Syntax.Scalar _, Syntax.Alias _ -> {}
    }
  }

  /** The anchor of {@code syntax} itself, if it has one, no longer stands for what it did. */
  void lose(Syntax syntax) {
    syntax.anchor().ifPresent(lost::add);
  }

  /** Whether {@code syntax} has an alias that must be written out. */
  boolean concern(Syntax syntax) {
    if (writtenOut.isEmpty()) {
      return false;
    }
    return switch (syntax) {
      case Syntax.Alias alias -> writtenOut.contains(alias.name());
      case Syntax.Mapping mapping ->
          mapping.entries().stream()
              .anyMatch(entry -> concern(entry.key()) || concern(entry.value()));
      case Syntax.Sequence sequence -> sequence.items().stream().anyMatch(this::concern);
      case Syntax.Scalar _ -> false;
    };
  }
}
