package dev.gitsync.core.yaml;

import dev.gitsync.core.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/**
 * Edits values inside brackets and braces. Values are replaced where they stand; where parts come
 * or go, the smallest collection that has them is written anew on one line.
 */
final class FlowEditor {

  /** A value and what it becomes. */
  private record Change(Syntax from, Node to) {}

  private final SourceText source;
  private final Composition composition;
  private final Anchors anchors;

  FlowEditor(SourceText source, Composition composition, Anchors anchors) {
    this.source = source;
    this.composition = composition;
    this.anchors = anchors;
  }

  /** The new text of {@code old}; empty where {@code target} does not suit a single line. */
  Optional<String> edit(Syntax old, Node target) {
    if (composition.value(old).equals(target) && !anchors.concern(old)) {
      return Optional.of(source.between(old.start(), old.end()));
    }
    Optional<String> inPlace = changes(old, target).flatMap(to -> inPlace(old, to));
    if (inPlace.isPresent()) {
      return inPlace;
    }
    return FlowWriter.suits(target) || isQuotedText(old, target)
        ? Optional.of(anew(old, target))
        : Optional.empty();
  }

  /** Files that are JSON stay JSON, however many lines a text has. */
  private static boolean isQuotedText(Syntax old, Node target) {
    return target instanceof Node.Text
        && old instanceof Syntax.Scalar scalar
        && scalar.style() == ScalarStyle.DOUBLE_QUOTED;
  }

  private String anew(Syntax old, Node target) {
    if (target instanceof Node.Text(var text) && isQuotedText(old, target)) {
      return ScalarWriter.doubleQuoted(text);
    }
    String text = FlowWriter.write(target);
    boolean padded = isFlow(old) && source.between(old.start(), old.end()).startsWith("{ ");
    boolean braces = text.startsWith("{") && text.length() > 2;
    return padded && braces ? "{ " + text.substring(1, text.length() - 1) + " }" : text;
  }

  /** What becomes of each part, where no part comes or goes. */
  private Optional<List<Change>> changes(Syntax old, Node target) {
    return switch (old) {
      case Syntax.Mapping mapping when target instanceof Node.Mapping to -> entries(mapping, to);
      case Syntax.Sequence sequence when target instanceof Node.Sequence to -> items(sequence, to);
      case Syntax.Mapping _, Syntax.Sequence _, Syntax.Scalar _, Syntax.Alias _ -> Optional.empty();
    };
  }

  private Optional<List<Change>> entries(Syntax.Mapping mapping, Node.Mapping target) {
    var changes = new ArrayList<Change>();
    for (Syntax.Entry entry : mapping.entries()) {
      Optional<Node> to = target.get(composition.key(entry));
      if (to.isEmpty() || anchors.concern(entry.key())) {
        return Optional.empty();
      }
      changes.add(new Change(entry.value(), to.get()));
    }
    return changes.size() == target.entries().size() ? Optional.of(changes) : Optional.empty();
  }

  private static Optional<List<Change>> items(Syntax.Sequence sequence, Node.Sequence target) {
    if (sequence.items().size() != target.items().size()) {
      return Optional.empty();
    }
    var changes = new ArrayList<Change>();
    for (int i = 0; i < sequence.items().size(); i++) {
      changes.add(new Change(sequence.items().get(i), target.items().get(i)));
    }
    return Optional.of(changes);
  }

  private Optional<String> inPlace(Syntax old, List<Change> changes) {
    var text = new StringBuilder();
    int from = old.start();
    for (Change change : changes) {
      Syntax part = change.from();
      Optional<String> to = edit(part, change.to());
      boolean hasRoom = part.end() > part.start() && part.start() >= from && !isPair(part);
      boolean stays = composition.value(part).equals(change.to()) && !anchors.concern(part);
      if (to.isEmpty() || !(hasRoom || stays)) {
        return Optional.empty();
      }
      if (hasRoom) {
        text.append(source.between(from, part.start())).append(to.get());
        from = part.end();
      }
    }
    return Optional.of(text.append(source.between(from, old.end())).toString());
  }

  /** A mapping without braces, as in {@code [key: value]}. */
  private boolean isPair(Syntax part) {
    return part instanceof Syntax.Mapping mapping
        && !source.between(mapping.start(), mapping.end()).endsWith("}");
  }

  static boolean isFlow(Syntax syntax) {
    return switch (syntax) {
      case Syntax.Mapping mapping -> mapping.form() == Syntax.Form.FLOW;
      case Syntax.Sequence sequence -> sequence.form() == Syntax.Form.FLOW;
      case Syntax.Scalar _, Syntax.Alias _ -> false;
    };
  }

  static boolean isEmpty(Syntax syntax) {
    return switch (syntax) {
      case Syntax.Mapping mapping -> mapping.entries().isEmpty();
      case Syntax.Sequence sequence -> sequence.items().isEmpty();
      case Syntax.Scalar _, Syntax.Alias _ -> false;
    };
  }
}
