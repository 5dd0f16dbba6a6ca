package dev.gitsync.core.yaml;

import dev.gitsync.core.tree.Node;

/**
 * Trees as the text that goes into a repository: byte for byte what js-yaml 4.1 {@code dump()}
 * writes with its defaults, save that
 *
 * <ul>
 *   <li>strings of several lines are literal blocks, never folded ones: reviewers read SQL line by
 *       line;
 *   <li>strings such as {@code +.5}, which js-yaml leaves bare though the core schema of YAML 1.2
 *       takes them for numbers, are quoted, and so are keys that begin with {@code ...};
 *   <li>numbers keep the digits that JavaScript cannot hold;
 *   <li>equal parts are written out each time: trees have no identity, so there are no anchors.
 * </ul>
 */
public final class YamlWriter {

  private YamlWriter() {}

  /** The text of a file that holds {@code node}; it ends with a line feed. */
  public static String write(Node node) {
    return new BlockWriter(Layout.DEFAULT).document(node) + "\n";
  }
}
