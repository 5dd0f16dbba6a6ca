package dev.gitsync.functions.api;

import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node;
import java.util.List;

/** Keeps answers within what Lambda can return, which is 6 MB. */
final class AnswerSize {

  /** In characters of JSON; each may take three bytes. */
  private static final int MOST = 1_500_000;

  private AnswerSize() {}

  /** The first of the items, at least one, as many as fit an answer. */
  static List<Node> fitting(List<Node> items) {
    long size = 0;
    for (int i = 0; i < items.size(); i++) {
      size += Json.write(items.get(i)).length();
      if (size > MOST && i > 0) {
        return items.subList(0, i);
      }
    }
    return items;
  }
}
