package dev.gitsync.core.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class YamlEditorRandomTest {

  private static final int ROUNDS = 4_000;
  private static final Pattern ALIAS = Pattern.compile(" \\*a[0-9]");

  @Test
  void everyEditReadsAsItsTargetAndSparesTheRest() throws BrokenText {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("YamlEditorRandomTest seed " + seed);
    var random = new Random(seed);
    var trees = new RandomTrees(random);
    var edits = new RandomEdits(random, trees);

    for (int i = 0; i < ROUNDS; i++) {
      Node.Mapping before = trees.mapping(5).with("name", trees.node(3));
      String text = new RandomStyle(random).document(before);
      Node.Mapping target = edits.mapping(before);
      String name = "seed %d, round %d:%n%s".formatted(seed, i, text);

      String edited = YamlEditor.edit(text, target);

      assertThat(read(edited)).as(name).isEqualTo(target);
      assertThat(edited).as(name).contains(untouched(text, target));
    }
  }

  /** The text of each entry at the top that does not change. Aliases may have to. */
  static List<String> untouched(String text, Node.Mapping target) throws BrokenText {
    YamlReader.Source source = YamlReader.source(text);
    var untouched = new ArrayList<String>();
    if (source.syntax().root().orElseThrow() instanceof Syntax.Mapping root
        && BlockParts.isBlockCollection(root)) {
      var parts = new BlockParts(source.text(), source.syntax().marks()).of(root);
      for (int i = 0; i < root.entries().size(); i++) {
        Node value = source.composition().value(root.entries().get(i).value());
        boolean same =
            target
                .get(source.composition().key(root.entries().get(i)))
                .filter(value::equals)
                .isPresent();
        String entry = source.text().between(parts.get(i).start(), parts.get(i).end());
        if (same && !ALIAS.matcher(entry).find()) {
          untouched.add(entry);
        }
      }
    }
    untouched.add("");
    return untouched;
  }

  private static Object read(String yaml) {
    return switch (YamlReader.read(yaml)) {
      case YamlReading.Parsed(var document) -> document.root();
      case YamlReading.Broken(var faults) -> faults;
    };
  }
}
