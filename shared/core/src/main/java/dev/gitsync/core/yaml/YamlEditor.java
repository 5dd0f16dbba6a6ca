package dev.gitsync.core.yaml;

import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.TreePath;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Changes a file so that it says something else, and leaves the rest as people wrote it: comments,
 * the order of keys, empty lines, quotes, block and flow style, line ends.
 *
 * <p>Every outcome is read again before it is returned. Where it does not read as what was asked,
 * the part in question is written anew, at worst the file below its first comments.
 */
public final class YamlEditor {

  /** Each time, one more part is written anew. */
  private static final int MOST_ATTEMPTS = 16;

  private final YamlReader.Source original;
  private final Node.Mapping target;
  private final Set<TreePath> anew = new HashSet<>();

  private YamlEditor(YamlReader.Source original, Node.Mapping target) {
    this.original = original;
    this.target = target;
  }

  /**
   * {@code original} changed so that it reads as {@code target}; the same text where it does.
   *
   * @throws IllegalArgumentException where {@code original} cannot be read or holds something other
   *     than a mapping or nothing, and where {@code target} is larger than what can be read
   */
  public static String edit(String original, Node.Mapping target) {
    YamlReader.Source source = readable(original);
    Node root = source.composition().root();
    if (root.equals(target)) {
      return original;
    }
    if (!(root instanceof Node.Mapping || root instanceof Node.Null)) {
      throw new IllegalArgumentException("The file's root is not a mapping.");
    }
    String edited = new YamlEditor(source, target).edited();
    return original.startsWith(String.valueOf(SourceText.BYTE_ORDER_MARK))
        ? SourceText.BYTE_ORDER_MARK + edited
        : edited;
  }

  private static YamlReader.Source readable(String text) {
    try {
      return YamlReader.source(text);
    } catch (BrokenText broken) {
      throw new IllegalArgumentException("The file cannot be read.", broken);
    }
  }

  private String edited() {
    boolean empty = original.composition().root() instanceof Node.Null;
    Optional<String> edited = empty ? appended() : inPlace();
    return edited
        .or(this::written)
        .orElseThrow(
            () -> new IllegalArgumentException("The target is larger than a file may be."));
  }

  /** Below the comments of a file that says nothing yet. */
  private Optional<String> appended() {
    String text = original.text().text();
    boolean open = !text.isEmpty() && !text.endsWith(original.text().lineBreak());
    String before = open ? text + original.text().lineBreak() : text;
    return checked(before + lines(YamlWriter.write(target)));
  }

  private Optional<String> inPlace() {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Optional<String> text = attempt();
      Optional<String> good = text.flatMap(this::checked);
      if (text.isEmpty() || good.isPresent()) {
        return good;
      }
      coarsen(text.get());
    }
    return Optional.empty();
  }

  private Optional<String> attempt() {
    Syntax root = original.syntax().root().orElseThrow();
    var anchors = new Anchors();
    Optional<String> text = new TreeEditor(original, root, anchors, anew).document(root, target);
    while (!anchors.isSettled()) {
      anchors = anchors.next();
      text = new TreeEditor(original, root, anchors, anew).document(root, target);
    }
    return text;
  }

  /** Decides what to write anew, given a text that went wrong. */
  private void coarsen(String text) {
    switch (YamlReader.read(text)) {
      case YamlReading.Parsed(var document) ->
          add(TreeComparison.firstDifference(document.root(), target));
      case YamlReading.Broken _ -> {
        // The fault's place says little about its cause.
        if (!anew.addAll(changedEntries())) {
          anew.add(TreePath.ROOT);
        }
      }
    }
  }

  private void add(TreePath wrong) {
    TreePath path = wrong;
    while (!anew.add(path)) {
      path = path.parent();
    }
  }

  private List<TreePath> changedEntries() {
    Node before = original.composition().root();
    return target.entries().entrySet().stream()
        .filter(
            entry ->
                before instanceof Node.Mapping mapping
                    && mapping.entries().containsKey(entry.getKey())
                    && !mapping.get(entry.getKey()).equals(Optional.of(entry.getValue())))
        .map(entry -> TreePath.of(entry.getKey()))
        .toList();
  }

  /** The file's first comments, and the rest as the writer writes it. */
  private Optional<String> written() {
    SourceText source = original.text();
    int line = 0;
    while (line < source.text().length() && isIdle(source, line)) {
      line = source.nextLine(line);
    }
    String comments = source.between(0, line);
    boolean open = !comments.isEmpty() && source.lineEnd(0) == source.text().length();
    String before = open ? comments + source.lineBreak() : comments;
    return checked(before + lines(YamlWriter.write(target)));
  }

  private static boolean isIdle(SourceText source, int line) {
    String content = source.between(line, source.lineEnd(line)).strip();
    return content.isEmpty() || content.startsWith("#");
  }

  private String lines(String written) {
    return written.replace("\n", original.text().lineBreak());
  }

  /** The text if it reads as the target; block text at the end may need a line break for that. */
  private Optional<String> checked(String text) {
    if (readsAsTarget(text)) {
      return Optional.of(text);
    }
    String closed = text + original.text().lineBreak();
    return readsAsTarget(closed) ? Optional.of(closed) : Optional.empty();
  }

  private boolean readsAsTarget(String text) {
    return YamlReader.read(text) instanceof YamlReading.Parsed(var document)
        && document.root().equals(target);
  }
}
