package dev.gitsync.core.yaml;

import dev.gitsync.core.tree.Node;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;

/** Trees of the kinds of values that are hard to write. */
final class RandomTrees {

  private static final List<String> WORDS =
      List.of(
          "yes",
          "NO",
          "null",
          "~",
          "true",
          "12:30",
          "2023-06-24",
          "00123",
          "0x1F",
          "1e3",
          ".5",
          "+.5",
          "-.inf",
          "{{ row }}",
          "<<",
          "=",
          "- ",
          "? x",
          "a: b",
          "a #b",
          "#c",
          "it's",
          "\"",
          "x:",
          "\\n",
          "%",
          "@x",
          "---",
          "...",
          "--- a",
          "\uFEFFx",
          "é",
          "山下",
          "😀",
          "\t",
          "\u0000",
          "\r\n",
          "a\n\nb",
          "\n",
          " \n",
          "x\n",
          "x\n\n",
          "\n x",
          "|",
          ">",
          "&a",
          "*a",
          "!t",
          "",
          " ",
          "from",
          "to",
          "id",
          "SELECT 1\nFROM t\n",
          "# a\n# b",
          "--- \n...\n",
          "a\n  b\n c");

  private final Random random;

  /** What came before, since values repeat. */
  private final List<Node> earlier = new ArrayList<>();

  RandomTrees(Random random) {
    this.random = random;
  }

  Node node(int depth) {
    if (!earlier.isEmpty() && random.nextInt(12) == 0) {
      return earlier.get(earlier.size() - 1 - random.nextInt(Math.min(5, earlier.size())));
    }
    Node node = fresh(depth);
    earlier.add(node);
    return node;
  }

  private Node fresh(int depth) {
    int kind = random.nextInt(depth > 0 ? 10 : 6);
    return switch (kind) {
      case 0, 1, 2 -> new Node.Text(text());
      case 3 -> new Node.Bool(random.nextBoolean());
      case 4 -> number();
      case 5 -> new Node.Null();
      case 6, 7 -> sequence(depth);
      default -> mapping(depth);
    };
  }

  Node.Sequence sequence(int depth) {
    var items = new ArrayList<Node>();
    int size = random.nextInt(4);
    for (int i = 0; i < size; i++) {
      items.add(node(depth - 1));
    }
    return new Node.Sequence(items);
  }

  Node.Mapping mapping(int depth) {
    var entries = new LinkedHashMap<String, Node>();
    int size = random.nextInt(5);
    for (int i = 0; i < size; i++) {
      entries.put(key(), node(depth - 1));
    }
    return new Node.Mapping(entries);
  }

  String key() {
    return random.nextInt(3) > 0 ? "key" + random.nextInt(30) : text();
  }

  Node number() {
    return switch (random.nextInt(3)) {
      case 0 -> Node.Num.of(random.nextInt(2_000) - 1_000);
      case 1 -> Node.Num.of(random.nextLong());
      default -> {
        int scale = random.nextInt(60) - 30;
        yield new Node.Num(BigDecimal.valueOf(random.nextInt(100_000), scale));
      }
    };
  }

  String text() {
    int words = 1 + random.nextInt(random.nextInt(12) == 0 ? 40 : 4);
    var text = new StringBuilder(words > 1 ? word() : WORDS.get(random.nextInt(WORDS.size())));
    for (int i = 1; i < words; i++) {
      text.append(separator()).append(word());
    }
    return text.toString();
  }

  private String separator() {
    return switch (random.nextInt(12)) {
      case 0 -> "\n";
      case 1 -> "";
      case 2 -> "  ";
      case 3 -> "\n  ";
      default -> " ";
    };
  }

  private String word() {
    if (random.nextInt(3) == 0) {
      return WORDS.get(random.nextInt(WORDS.size()));
    }
    return "abcdefghijklmnopqrstuvwxyz".substring(random.nextInt(20));
  }
}
