package dev.gitsync.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table in Markdown whose columns are as wide as what they hold. */
public final class Table {

  private final List<List<String>> lines = new ArrayList<>();
  private final int names;

  /**
   * A table without lines.
   *
   * @param names so many columns, the first, hold text; the others hold numbers
   */
  public Table(int names, List<String> titles) {
    this.names = names;
    lines.add(titles);
  }

  /** Adds a line with as many cells as there are columns. */
  public void add(List<String> cells) {
    if (cells.size() != lines.getFirst().size()) {
      throw new IllegalArgumentException("Not as many cells as columns.");
    }
    lines.add(List.copyOf(cells));
  }

  @Override
  public String toString() {
    List<Integer> widths =
        IntStream.range(0, lines.getFirst().size()).mapToObj(this::width).toList();
    var text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      text.append(line(lines.get(i), widths));
      if (i == 0) {
        text.append(rule(widths));
      }
    }
    return text.toString();
  }

  private int width(int column) {
    return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
  }

  private String line(List<String> cells, List<Integer> widths) {
    return IntStream.range(0, cells.size())
        .mapToObj(
            i -> {
              String blank = " ".repeat(widths.get(i) - cells.get(i).length());
              return i < names ? cells.get(i) + blank : blank + cells.get(i);
            })
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private String rule(List<Integer> widths) {
    return IntStream.range(0, widths.size())
        .mapToObj(i -> "-".repeat(widths.get(i) + 1) + (i < names ? "-" : ":"))
        .collect(Collectors.joining("|", "|", "|\n"));
  }
}
