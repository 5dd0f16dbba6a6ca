package dev.gitsync.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gitsync.core.plan.Renames.Rename;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RenamesTest {

  private static ResourceRef model(String slug) {
    return ResourceRef.model(new Slug(slug));
  }

  private static ResourceRef sync(String slug) {
    return ResourceRef.sync(new Slug(slug));
  }

  /** A model of ten lines of SQL, the first of which are changed. */
  private static Mapping sql(String name, int changed) {
    String lines =
        IntStream.range(0, 10)
            .mapToObj(i -> i < changed ? "  " + name + " " + i : "line " + i)
            .collect(Collectors.joining("\n"));
    return Json.readOwn(
            "{\"source\":\"warehouse\",\"type\":\"raw_sql\",\"isSchema\":false,\"primaryKey\":\"id\"}")
        .with("name", name)
        .with("rawSql", lines);
  }

  @Test
  void findsAFileThatSaysTheSame() {
    assertThat(Renames.find(Map.of(model("a"), sql("a", 0)), Map.of(model("b"), sql("a", 0))))
        .containsExactly(new Rename(model("a"), model("b"), 1));
  }

  @Test
  void findsAFileThatSaysNearlyTheSame() {
    List<Rename> renames =
        Renames.find(Map.of(model("a"), sql("a", 0)), Map.of(model("b"), sql("b", 2)));

    assertThat(renames).extracting(Rename::to).containsExactly(model("b"));
    assertThat(renames.getFirst().similarity()).isEqualTo(11 / 14.0);
  }

  @Test
  void leavesAFileThatSaysSomethingElse() {
    assertThat(Renames.find(Map.of(model("a"), sql("a", 0)), Map.of(model("b"), sql("b", 3))))
        .isEmpty();
  }

  @Test
  void pairsOnlyOneKind() {
    assertThat(Renames.find(Map.of(model("a"), sql("a", 0)), Map.of(sync("a"), sql("a", 0))))
        .isEmpty();
  }

  @Test
  void takesTheBestPairsFirstAndEachFileOnce() {
    Map<ResourceRef, Mapping> deleted =
        Map.of(model("a"), sql("a", 1), model("b"), sql("a", 2), model("c"), sql("c", 9));
    Map<ResourceRef, Mapping> created =
        Map.of(model("x"), sql("a", 2), model("y"), sql("a", 1).with("description", "new"));

    assertThat(Renames.find(deleted, created))
        .extracting(Rename::from, Rename::to)
        .containsExactly(tuple(model("b"), model("x")), tuple(model("a"), model("y")));
  }

  @Test
  void knowsItemsWhereverTheyStand() {
    var items = new ArrayList<Node>();
    for (int i = 0; i < 10; i++) {
      items.add(Mapping.of("to", new Node.Text("t" + i)).with("from", "f" + i));
    }
    Mapping before = Mapping.of("config", Mapping.of("mappings", new Node.Sequence(items)));
    Mapping after =
        Mapping.of("config", Mapping.of("mappings", new Node.Sequence(items.reversed())));

    assertThat(Renames.find(Map.of(sync("a"), before), Map.of(sync("b"), after)))
        .containsExactly(new Rename(sync("a"), sync("b"), 1));
  }

  @Test
  void makesTheSamePairsInWhateverOrderFilesCome() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("RenamesTest seed " + seed);
    var random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      Map<ResourceRef, Mapping> deleted = some("d", random);
      Map<ResourceRef, Mapping> created = some("c", random);
      List<Rename> renames = Renames.find(deleted, created);

      assertThat(Renames.find(shuffled(deleted, random), shuffled(created, random)))
          .as("seed %d, round %d", seed, round)
          .isEqualTo(renames);
      assertThat(renames).extracting(Rename::from).doesNotHaveDuplicates();
      assertThat(renames).extracting(Rename::to).doesNotHaveDuplicates();
    }
  }

  private static Map<ResourceRef, Mapping> some(String prefix, Random random) {
    var documents = new HashMap<ResourceRef, Mapping>();
    for (int i = random.nextInt(8); i > 0; i--) {
      documents.put(model(prefix + i), sql("n" + random.nextInt(2), random.nextInt(4)));
    }
    return documents;
  }

  private static Map<ResourceRef, Mapping> shuffled(
      Map<ResourceRef, Mapping> documents, Random random) {
    var refs = new ArrayList<>(documents.entrySet());
    Collections.shuffle(refs, random);
    var shuffled = new LinkedHashMap<ResourceRef, Mapping>();
    refs.forEach(each -> shuffled.put(each.getKey(), each.getValue()));
    return shuffled;
  }

  @Test
  void looksOnlyForTheSameAmongVeryMany() {
    var deleted = new HashMap<ResourceRef, Mapping>();
    var created = new HashMap<ResourceRef, Mapping>();
    for (int i = 0; i < 2_000; i++) {
      deleted.put(model("d" + i), sql("n" + i, 0));
      created.put(model("c" + i), sql("n" + i, i % 2));
    }
    long start = System.nanoTime();

    assertThat(Renames.find(deleted, created))
        .hasSize(1_000)
        .allMatch(each -> each.similarity() == 1);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }
}
