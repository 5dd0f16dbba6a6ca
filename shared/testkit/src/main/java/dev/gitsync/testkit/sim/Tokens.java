package dev.gitsync.testkit.sim;

import dev.gitsync.core.tree.Node;
import java.util.BitSet;
import java.util.Map;

/**
 * The tokens in texts. Every value that a user writes is a token of its own, {@code t} and a
 * number, so that what became of an edit can be seen.
 */
final class Tokens {

  private Tokens() {}

  /** The token with this number. */
  static String text(int number) {
    return "t" + number;
  }

  /** The numbers of the tokens in a text. */
  static BitSet in(String text) {
    var found = new BitSet();
    collect(text, found);
    return found;
  }

  /** The numbers of the tokens in a tree, keys included. */
  static BitSet in(Node node) {
    var found = new BitSet();
    collect(node, found);
    return found;
  }

  static void collect(Node node, BitSet found) {
    switch (node) {
      case Node.Text(var text) -> collect(text, found);
      case Node.Sequence(var items) -> items.forEach(item -> collect(item, found));
      case Node.Mapping mapping -> {
        for (Map.Entry<String, Node> entry : mapping.entries().entrySet()) {
          collect(entry.getKey(), found);
          collect(entry.getValue(), found);
        }
      }
      case Node.Null none -> {}
      case Node.Bool bool -> {}
      case Node.Num num -> {}
    }
  }

  static void collect(String text, BitSet found) {
    int at = text.indexOf('t');
    while (at >= 0) {
      int end = at + 1;
      int number = 0;
      while (end < text.length() && isDigit(text.charAt(end)) && end < at + 8) {
        number = number * 10 + (text.charAt(end) - '0');
        end++;
      }
      if (end > at + 1 && !isWord(text, at - 1) && !isWord(text, end)) {
        found.set(number);
      }
      at = text.indexOf('t', end);
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWord(String text, int at) {
    return at >= 0 && at < text.length() && Character.isLetterOrDigit(text.charAt(at));
  }

  /** What the first has and the second has not. */
  static BitSet without(BitSet first, BitSet second) {
    var rest = (BitSet) first.clone();
    rest.andNot(second);
    return rest;
  }
}
