package dev.gitsync.core.yaml;

import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.TreePath;
import dev.gitsync.core.yaml.BlockParts.Part;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Gives a file the form that {@link YamlWriter} writes, and keeps its comments and its meaning.
 *
 * <ul>
 *   <li>A file without comments is written anew.
 *   <li>In a file with comments the fields change places, with the comments above them, and values
 *       are written anew, lists and mappings where no comment is within. Empty lines, the file's
 *       first comments and the indentation of what holds comments stay.
 *   <li>A file with anchors keeps its values, as they would have to be written out; so does one
 *       whose text is in braces and has comments.
 *   <li>Text of several lines that is indented with tabs stays a block.
 * </ul>
 *
 * <p>What does not read as before, with the same comments, is not returned.
 */
public final class YamlFormatter {

  private final YamlReader.Source original;
  private final List<String> fields;
  private final CommentSurvey comments;
  private final BlockParts blocks;

  private YamlFormatter(YamlReader.Source original, List<String> fields) {
    this.original = original;
    this.fields = fields;
    this.comments = CommentSurvey.of(original);
    this.blocks = new BlockParts(original.text(), original.syntax().marks());
  }

  /**
   * {@code original} in the writer's form; the same text where it has that, or nothing can be done.
   *
   * @param fields the keys at the top in their order; others come last, as they stand
   */
  public static String format(String original, List<String> fields) {
    try {
      YamlReader.Source source = YamlReader.source(original);
      return source.composition().root() instanceof Node.Mapping root
          ? formatted(original, source, root, fields)
          : original;
    } catch (BrokenText broken) {
      return original;
    }
  }

  private static String formatted(
      String original, YamlReader.Source source, Node.Mapping root, List<String> fields)
      throws BrokenText {
    var first = new YamlFormatter(source, fields);
    Syntax syntax = source.syntax().root().orElseThrow();
    if (!hasAnchor(syntax) && first.comments.texts().isEmpty() && !hasTabbedBlock(syntax)) {
      return first.good(first.written(root), original);
    }
    String ordered = first.good(first.inOrder(syntax), original);
    var second = new YamlFormatter(YamlReader.source(ordered), fields);
    return hasAnchor(syntax) ? ordered : second.good(second.withValuesAnew(), ordered);
  }

  private String written(Node.Mapping root) {
    var ordered = new LinkedHashMap<String, Node>();
    root.entries().entrySet().stream()
        .sorted(Comparator.comparingInt(entry -> place(entry.getKey())))
        .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
    return YamlWriter.write(new Node.Mapping(ordered)).replace("\n", original.text().lineBreak());
  }

  private int place(String key) {
    int place = fields.indexOf(key);
    return place < 0 ? fields.size() : place;
  }

  /** The fields in their order, each with what stands between it and the one before. */
  private String inOrder(Syntax root) {
    SourceText source = original.text();
    List<Part> parts =
        root instanceof Syntax.Mapping mapping && BlockParts.isBlockCollection(root)
            ? blocks.of(mapping)
            : List.of();
    if (parts.isEmpty()) {
      return source.text();
    }
    var entries = ((Syntax.Mapping) root).entries();
    var text = new StringBuilder(source.between(0, parts.getFirst().start()));
    IntStream.range(0, parts.size())
        .boxed()
        .sorted(
            Comparator.comparingInt(
                number -> place(original.composition().key(entries.get(number)))))
        .forEach(number -> text.append(withGap(parts, number, text.toString(), parts.getFirst())));
    return text + source.between(parts.getLast().end(), source.text().length());
  }

  private String withGap(List<Part> parts, int number, String before, Part first) {
    SourceText source = original.text();
    Part part = parts.get(number);
    boolean opens = before.length() == first.start();
    String gap =
        number == 0
            ? source.lineBreak()
            : source.between(parts.get(number - 1).end(), part.start());
    return (opens ? gap.stripLeading() : gap) + source.between(part.start(), part.end());
  }

  private String withValuesAnew() {
    Syntax root = original.syntax().root().orElseThrow();
    var anew = new HashSet<TreePath>();
    collect(root, TreePath.ROOT, anew);
    var editor = new TreeEditor(original, root, new Anchors(), anew, Optional.of(Layout.DEFAULT));
    return editor.document(root, original.composition().root()).orElse(original.text().text());
  }

  /** Notes the largest values that have no comment within. */
  private void collect(Syntax syntax, TreePath path, Set<TreePath> anew) {
    if (!BlockParts.isBlockCollection(syntax)) {
      return;
    }
    switch (syntax) {
      case Syntax.Mapping mapping -> {
        List<Part> parts = blocks.of(mapping);
        for (int i = 0; i < parts.size(); i++) {
          String key = original.composition().key(mapping.entries().get(i));
          note(parts.get(i), path.key(key), anew);
        }
      }
      case Syntax.Sequence sequence -> {
        List<Part> parts = blocks.of(sequence);
        for (int i = 0; i < parts.size(); i++) {
          note(parts.get(i), path.index(i), anew);
        }
      }
      case Syntax.Scalar _, Syntax.Alias _ -> {}
    }
  }

  private void note(Part part, TreePath path, Set<TreePath> anew) {
    Optional<Integer> slot = part.slot();
    if (slot.isEmpty()) {
      return;
    }
    if (part.value() instanceof Syntax.Scalar || !hasCommentWithin(part, slot.get())) {
      anew.add(path);
    } else {
      collect(part.value(), path, anew);
    }
  }

  /** A comment on the line of the key stays there, where the value begins below it. */
  private boolean hasCommentWithin(Part part, int slot) {
    int line = original.text().lineEnd(slot);
    return comments.isAnyWithin(part.value().start() > line ? line : slot, part.end());
  }

  /** The text if it means what the original does, comments included; else the fallback. */
  private String good(String text, String otherwise) {
    String whole =
        otherwise.startsWith(String.valueOf(SourceText.BYTE_ORDER_MARK))
            ? SourceText.BYTE_ORDER_MARK + SourceText.withoutByteOrderMark(text)
            : text;
    try {
      YamlReader.Source read = YamlReader.source(whole);
      boolean same =
          read.composition().root().equals(original.composition().root())
              && CommentSurvey.of(read).texts().equals(comments.texts());
      return same ? whole : otherwise;
    } catch (BrokenText broken) {
      return otherwise;
    }
  }

  private static boolean hasAnchor(Syntax syntax) {
    return syntax.anchor().isPresent()
        || switch (syntax) {
          case Syntax.Mapping mapping ->
              mapping.entries().stream()
                  .anyMatch(entry -> hasAnchor(entry.key()) || hasAnchor(entry.value()));
          case Syntax.Sequence sequence -> sequence.items().stream().anyMatch(it -> hasAnchor(it));
          case Syntax.Alias _ -> true;
          case Syntax.Scalar _ -> false;
        };
  }

  private static boolean hasTabbedBlock(Syntax syntax) {
    return switch (syntax) {
      case Syntax.Mapping mapping ->
          mapping.entries().stream().anyMatch(entry -> hasTabbedBlock(entry.value()));
      case Syntax.Sequence sequence -> sequence.items().stream().anyMatch(it -> hasTabbedBlock(it));
      case Syntax.Scalar scalar ->
          scalar.isBlock()
              && scalar.text().indexOf('\t') >= 0
              && TextStyle.suitsLiteral(scalar.text());
      case Syntax.Alias _ -> false;
    };
  }
}
