package dev.gitsync.core.yaml;

import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.TreePath;
import dev.gitsync.core.yaml.BlockParts.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One attempt at an edit: walks the syntax and the target side by side and gives each block
 * collection its new text. Whether the outcome is right is for {@link YamlEditor} to check.
 */
final class TreeEditor {

  private final SourceText source;
  private final Composition composition;
  private final BlockParts blocks;
  private final BlockWriter writer;
  private final ValueRewriter rewriter;
  private final FlowEditor flow;
  private final Anchors anchors;
  private final Set<TreePath> anew;
  private final String lineBreak;

  /**
   * @param anew what is to be written anew as a whole, since finer edits went wrong
   */
  TreeEditor(YamlReader.Source original, Syntax root, Anchors anchors, Set<TreePath> anew) {
    this(original, root, anchors, anew, Optional.empty());
  }

  /** An editor that indents what it writes by a layout of its own, not as the file does. */
  TreeEditor(
      YamlReader.Source original,
      Syntax root,
      Anchors anchors,
      Set<TreePath> anew,
      Optional<Layout> layout) {
    this.source = original.text();
    this.composition = original.composition();
    this.blocks = new BlockParts(source, original.syntax().marks());
    this.writer = new BlockWriter(layout.orElseGet(() -> LayoutSurvey.of(source, blocks, root)));
    this.rewriter = new ValueRewriter(source, writer);
    this.flow = new FlowEditor(source, composition, anchors);
    this.anchors = anchors;
    this.anew = Set.copyOf(anew);
    this.lineBreak = source.lineBreak();
  }

  /** The whole text; empty where it has to be written anew. */
  Optional<String> document(Syntax root, Node target) {
    if (anew.contains(TreePath.ROOT)) {
      return Optional.empty();
    }
    if (FlowEditor.isFlow(root) && !FlowEditor.isEmpty(root)) {
      anchors.loseAll(root);
      return flow.edit(root, target).map(text -> around(root.start(), text, root.end()));
    }
    return collection(root, target, TreePath.ROOT)
        .map(text -> around(text.start(), text.text(), text.end()));
  }

  private String around(int start, String middle, int end) {
    String all = source.text();
    return all.substring(0, start) + middle + BlockAssembly.following(middle, all.substring(end));
  }

  /** A new text for a stretch of the old one. */
  private record Stretch(int start, String text, int end) {}

  private Optional<Stretch> collection(Syntax old, Node target, TreePath path) {
    if (!BlockParts.isBlockCollection(old)) {
      return Optional.empty();
    }
    return switch (old) {
      case Syntax.Mapping mapping when target instanceof Node.Mapping to ->
          mapping(mapping, to, path);
      case Syntax.Sequence sequence when target instanceof Node.Sequence to ->
          sequence(sequence, to, path);
      case Syntax.Mapping _, Syntax.Sequence _, Syntax.Scalar _, Syntax.Alias _ -> Optional.empty();
    };
  }

  private Optional<Stretch> mapping(Syntax.Mapping old, Node.Mapping target, TreePath path) {
    List<Part> parts = blocks.of(old);
    var numbers = new HashMap<String, Integer>();
    for (int i = 0; i < old.entries().size(); i++) {
      numbers.put(composition.key(old.entries().get(i)), i);
    }
    boolean related = target.entries().keySet().stream().anyMatch(numbers::containsKey);
    if (parts.isEmpty() || !related) {
      return Optional.empty();
    }
    int column = parts.getFirst().column();
    int start = start(parts.getFirst(), path);
    var assembly = assembly(column, source.between(start, parts.getFirst().start()));
    for (String key : order(old, target)) {
      Integer number = numbers.get(key);
      Optional<Node> value = target.get(key);
      if (number == null) {
        value.ifPresent(to -> assembly.insert(lines(writer.entry(key, to, column))));
        continue;
      }
      passGap(parts, number, assembly);
      Part part = parts.get(number);
      if (value.isPresent()) {
        assembly.keep(part(part, key, value.get(), path.key(key)));
      } else {
        remove(part, assembly);
      }
    }
    return Optional.of(new Stretch(start, assembly.finish(), parts.getLast().end()));
  }

  /** Old keys in their order, each new one after that which precedes it in the target. */
  private List<String> order(Syntax.Mapping old, Node.Mapping target) {
    var newKeys = new LinkedHashMap<String, List<String>>();
    old.entries().forEach(entry -> newKeys.put(composition.key(entry), new ArrayList<>()));
    var order = new ArrayList<String>();
    List<String> following = order;
    for (String key : target.entries().keySet()) {
      List<String> known = newKeys.get(key);
      if (known == null) {
        following.add(key);
      } else {
        following = known;
      }
    }
    newKeys.forEach(
        (key, added) -> {
          order.add(key);
          order.addAll(added);
        });
    return order;
  }

  private Optional<Stretch> sequence(Syntax.Sequence old, Node.Sequence target, TreePath path) {
    List<Part> parts = blocks.of(old);
    if (parts.isEmpty() || target.items().isEmpty()) {
      return Optional.empty();
    }
    int column = parts.getFirst().column();
    int start = start(parts.getFirst(), path);
    var assembly = assembly(column, source.between(start, parts.getFirst().start()));
    List<Node> before = old.items().stream().map(composition::value).toList();
    for (ListAlignment.Step step : ListAlignment.of(before, target.items())) {
      switch (step) {
        case ListAlignment.Step.Keep(int from, int to) -> {
          passGap(parts, from, assembly);
          assembly.keep(part(parts.get(from), "", target.items().get(to), path.index(to)));
        }
        case ListAlignment.Step.Remove(int from) -> {
          passGap(parts, from, assembly);
          remove(parts.get(from), assembly);
        }
        case ListAlignment.Step.Insert(int to) ->
            assembly.insert(lines(writer.item(target.items().get(to), column)));
        case ListAlignment.Step.MoveAway(int from) -> moveAway(parts, from, path, assembly);
        case ListAlignment.Step.MoveHere(int from, int to) -> {
          Part part = parts.get(from);
          String comments = source.between(start(parts, from, path), part.start()).stripLeading();
          assembly.insert(comments + part(part, "", target.items().get(to), path.index(to)));
        }
      }
    }
    return Optional.of(new Stretch(start, assembly.finish(), parts.getLast().end()));
  }

  /** Takes an item away with the comments above it. */
  private void moveAway(List<Part> parts, int number, TreePath path, BlockAssembly assembly) {
    if (number == 0) {
      assembly.removeWithLead();
    } else {
      int from = parts.get(number - 1).end();
      assembly.gap(source.between(from, start(parts, number, path)));
      assembly.remove();
    }
  }

  /** Where a part of several begins: with the comments above it that are not the last one's. */
  private int start(List<Part> parts, int number, TreePath path) {
    int start = start(parts.get(number), path);
    return number == 0 ? start : Math.max(start, parts.get(number - 1).end());
  }

  private BlockAssembly assembly(int column, String lead) {
    return new BlockAssembly(lineBreak + " ".repeat(column), lead);
  }

  /**
   * Where a part begins: with the comments above it, at the end of the line before them. Those
   * above the first key of a file are about the file.
   */
  private int start(Part part, TreePath path) {
    int line = source.lineStart(part.start());
    int start = part.start();
    if (path.equals(TreePath.ROOT) || !source.between(line, start).isBlank()) {
      return start;
    }
    while (line > 0 && source.isComment(line - 1)) {
      line = source.lineStart(line - 1);
      start = source.lineEnd(source.lineStart(line - 1));
    }
    return start;
  }

  private void passGap(List<Part> parts, int number, BlockAssembly assembly) {
    if (number > 0) {
      int from = parts.get(number - 1).end();
      int to = parts.get(number).start();
      assembly.gap(source.between(from, to));
    }
  }

  private void remove(Part part, BlockAssembly assembly) {
    part.key().ifPresent(anchors::loseAll);
    anchors.loseAll(part.value());
    assembly.remove();
  }

  /** The new text of a part that stays. */
  private String part(Part part, String key, Node target, TreePath path) {
    Syntax old = part.value();
    boolean same = composition.value(old).equals(target);
    boolean aliasedKey = part.key().map(anchors::concern).orElse(false);
    if (same && !aliasedKey && !anchors.concern(old) && !isAnewWithin(path)) {
      return source.between(part.start(), part.end());
    }
    if (!same) {
      anchors.lose(old);
    }
    if (part.slot().isEmpty() || aliasedKey) {
      part.key().ifPresent(anchors::loseAll);
      anchors.loseAll(old);
      return lines(rewriter.part(key, target, part));
    }
    int slot = part.slot().get();
    return source.between(part.start(), slot) + value(part, slot, target, path);
  }

  private String value(Part part, int slot, Node target, TreePath path) {
    Syntax old = part.value();
    if (!anew.contains(path)) {
      if (FlowEditor.isFlow(old) && !FlowEditor.isEmpty(old) && isCollection(target)) {
        Optional<String> inline = flow.edit(old, target);
        if (inline.isPresent()) {
          anchors.loseAll(old);
          return rewriter.inline(part, slot, inline.get());
        }
      }
      Optional<Stretch> inner = collection(old, target, path);
      if (inner.isPresent()) {
        Stretch text = inner.get();
        String after = source.between(text.end(), part.end());
        return source.between(slot, text.start())
            + text.text()
            + BlockAssembly.following(text.text(), after);
      }
    }
    anchors.loseAll(old);
    return lines(rewriter.value(part, slot, target));
  }

  private boolean isAnewWithin(TreePath path) {
    int length = path.steps().size();
    return anew.stream()
        .anyMatch(
            other ->
                other.steps().size() >= length
                    && other.steps().subList(0, length).equals(path.steps()));
  }

  private static boolean isCollection(Node node) {
    return switch (node) {
      case Node.Mapping(var entries) -> !entries.isEmpty();
      case Node.Sequence(var items) -> !items.isEmpty();
      case Node.Null _, Node.Bool _, Node.Num _, Node.Text _ -> false;
    };
  }

  /** Ends lines as the file does. */
  private String lines(String written) {
    return lineBreak.equals("\n") ? written : written.replace("\n", lineBreak);
  }
}
