package dev.gitsync.adapters.hosts.bitbucket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BitbucketMarkdownTest {

  private static final String MARKER = "git-sync-check";

  @Test
  void opensWhatWouldBeFolded() {
    String folded =
        """
        <details><summary>model <code>orders</code></summary>

        ```diff
        -<br>
        ```

        </details>
        """;
    assertThat(BitbucketMarkdown.of(folded))
        .isEqualTo(
            """
            **model `orders`**

            ```diff
            -<br>
            ```


            """);
  }

  @Test
  void leavesOutCommentsOfSeveralLines() {
    assertThat(BitbucketMarkdown.of("Text.\n\n<!--\nGit-Sync: acme\n-->\n"))
        .isEqualTo("Text.\n\n\n");
  }

  @Test
  void separatesWhatStoodInLinesOfATablesCell() {
    assertThat(BitbucketMarkdown.of("| `a`: `1` → `2`<br>`b` |"))
        .isEqualTo("| `a`: `1` → `2`, `b` |");
  }

  @Test
  void leavesCodeAsItIs() {
    String code = "``a ` <br>`` and `<!-- b -->`";
    assertThat(BitbucketMarkdown.of(code)).isEqualTo(code);
    String fence = "````diff\n```\n<br>\n```\n<code>\n````\n";
    assertThat(BitbucketMarkdown.of(fence)).isEqualTo(fence);
  }

  @Test
  void putsAMarkerAtTheEnd() {
    assertThat(BitbucketMarkdown.marked("<!-- git-sync-check -->\nRed.\n", MARKER))
        .isEqualTo("Red.\n\n[//]: # (git-sync-check)");
  }

  @Test
  void keepsTheMarkerOfATextThatIsCut() {
    String quoted = "`[//]: # (git-sync-check)`\n" + "Long.\n".repeat(10_000);
    String text = BitbucketMarkdown.marked(quoted, MARKER);
    assertThat(text).endsWith("\n\n[//]: # (git-sync-check)");
    assertThat(text.length()).isLessThanOrEqualTo(BitbucketMarkdown.LONGEST);
  }
}
