package dev.gitsync.core.yaml;

import dev.gitsync.core.tree.Node;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Writes trees as people do: with comments, empty lines, and each value in some style. */
final class RandomStyle {

  private final Random random;
  private final Layout layout;
  private final BlockWriter writer;
  private final Map<Node, String> anchors = new HashMap<>();
  private final StringBuilder text = new StringBuilder();

  RandomStyle(Random random) {
    this.random = random;
    int step = 1 + random.nextInt(4);
    this.layout = new Layout(step, random.nextBoolean() ? 0 : step, 2 + random.nextInt(3));
    this.writer = new BlockWriter(layout);
  }

  String document(Node.Mapping root) {
    if (chance(4)) {
      text.append("# syncs/some.yaml\n\n");
    }
    if (chance(6)) {
      text.append(chance(2) ? "---\n" : "--- # start\n");
    }
    mapping(root, 0);
    if (chance(3)) {
      text.append("# the end\n");
    }
    if (chance(8)) {
      text.append("...\n");
    }
    String written = text.toString();
    if (chance(5) && written.endsWith("\n")) {
      written = written.substring(0, written.length() - 1);
    }
    if (chance(3)) {
      written = written.replace("\n", "\r\n");
    }
    return chance(8) ? SourceText.BYTE_ORDER_MARK + written : written;
  }

  private void mapping(Node.Mapping mapping, int column) {
    boolean first = true;
    for (Map.Entry<String, Node> entry : mapping.entries().entrySet()) {
      separate(column, first);
      first = false;
      text.append(key(entry.getKey())).append(':');
      Node value = entry.getValue();
      if (isBlock(value) && value instanceof Node.Mapping inner) {
        newLine();
        text.append(" ".repeat(column + layout.mapping()));
        mapping(inner, column + layout.mapping());
      } else if (isBlock(value) && value instanceof Node.Sequence inner) {
        newLine();
        text.append(" ".repeat(column + layout.list()));
        sequence(inner.items(), column + layout.list());
      } else {
        scalar(value, writer.afterKey(value, column));
      }
    }
  }

  private void sequence(List<Node> items, int column) {
    for (Iterator<Node> rest = items.iterator(); rest.hasNext(); ) {
      Node item = rest.next();
      separate(column, item.equals(items.getFirst()) && text.charAt(text.length() - 1) != '\n');
      text.append('-');
      int inner = column + layout.item();
      if (!isBlock(item)) {
        scalar(item, writer.afterDash(item, column));
        continue;
      }
      boolean below = chance(5);
      if (below) {
        newLine();
      }
      text.append(" ".repeat(below ? inner : layout.item() - 1));
      if (item instanceof Node.Mapping mapping) {
        mapping(mapping, inner);
      } else if (item instanceof Node.Sequence(var below2)) {
        sequence(below2, inner);
      }
    }
  }

  /** Comments and empty lines, then the indentation; the first part stands indented already. */
  private void separate(int column, boolean first) {
    if (first) {
      return;
    }
    if (chance(8) && !text.toString().endsWith("\n\n")) {
      text.append("\n");
    }
    if (chance(5)) {
      text.append(" ".repeat(column))
          .append("# about\tthis ")
          .append(random.nextInt(100))
          .append("\n");
    }
    text.append(" ".repeat(column));
  }

  private void scalar(Node value, String usual) {
    String known = anchors.get(value);
    if (known != null && chance(2)) {
      text.append(" *").append(known);
      newLine();
      return;
    }
    if (chance(12)) {
      anchor(value);
    }
    if (value instanceof Node.Text(var string) && chance(4)) {
      text.append(" ".repeat(1 + random.nextInt(2))).append(ScalarWriter.doubleQuoted(string));
      newLine();
    } else if (value instanceof Node.Null && chance(3)) {
      newLine();
    } else if (!(value instanceof Node.Text) && FlowWriter.suits(value)) {
      text.append(' ').append(FlowWriter.write(value));
      newLine();
    } else {
      int lineBreak = usual.indexOf('\n');
      text.append(usual, 0, lineBreak < 0 ? usual.length() : lineBreak);
      if (chance(5)) {
        text.append(" # why");
      }
      text.append(lineBreak < 0 ? "" : usual.substring(lineBreak)).append("\n");
    }
  }

  private void anchor(Node value) {
    String name = "a" + random.nextInt(20);
    anchors.values().remove(name);
    anchors.put(value, name);
    text.append(" &").append(name);
  }

  private void newLine() {
    text.append(chance(5) ? "   # trailing: 'comment'\n" : "\n");
  }

  private String key(String key) {
    return chance(5) && key.length() < 100 ? ScalarWriter.doubleQuoted(key) : ScalarWriter.key(key);
  }

  private boolean isBlock(Node node) {
    boolean filled =
        switch (node) {
          case Node.Mapping(var entries) -> !entries.isEmpty();
          case Node.Sequence(var items) -> !items.isEmpty();
          case Node.Null _, Node.Bool _, Node.Num _, Node.Text _ -> false;
        };
    return filled && !(FlowWriter.suits(node) && node.hashCode() % 5 == 0);
  }

  private boolean chance(int of) {
    return random.nextInt(of) == 0;
  }
}
