package dev.gitsync.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void setsTextToTheLeftAndNumbersToTheRight() {
    var table = new Table(1, List.of("peer", "ms"));
    table.add(List.of("git program", "7"));
    table.add(List.of("JGit", "1,024"));
    assertThat(table.toString())
        .isEqualTo(
            """
            | peer        |    ms |
            |-------------|------:|
            | git program |     7 |
            | JGit        | 1,024 |
            """);
  }
}
