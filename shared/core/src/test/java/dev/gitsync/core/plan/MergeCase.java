package dev.gitsync.core.plan;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.ChangeId;
import dev.gitsync.core.change.Purpose;
import dev.gitsync.core.merge.MergeRule;
import dev.gitsync.core.merge.MergeRule.Extent;
import dev.gitsync.core.merge.Side;
import dev.gitsync.core.repo.Aliases;
import dev.gitsync.core.repo.FileCheck;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.References;
import dev.gitsync.core.repo.ResourceFile;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.PathJson;
import dev.gitsync.core.tree.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A folder with the files of one merge: {@code base.yaml} (missing where both sides made the
 * resource), {@code ours.yaml} of the workspace, {@code theirs.yaml} of Git, {@code expected.yaml};
 * {@code conflicts.txt} where there are any; {@code rule.txt} where it is not the default: {@code
 * git} or {@code hold} (all of Git's text counts), and lines {@code held} or {@code decided} with a
 * path in JSON. Folders of models begin with {@code model-}, of syncs with {@code sync-}.
 */
record MergeCase(Path folder) {

  private static final Path ROOT = Path.of("src/test/resources/merge");

  private static final LinkLayout LAYOUT = new LinkLayout(new WorkspaceId("acme"), "");

  private static final References REFERENCES =
      new References(
          new Aliases(slugs("wh", "warehouse"), slugs("our-crm", "crm", "ads-old", "ads")),
          Set.of(new Slug("warehouse"), new Slug("lake")),
          Set.of(new Slug("crm"), new Slug("ads")),
          Set.of(new Slug("open-orders"), new Slug("customers")),
          Map.of("Open orders", new Slug("open-orders"), "Customers", new Slug("customers")));

  static final FilePlanner PLANNER = new FilePlanner(LAYOUT, REFERENCES);

  static List<MergeCase> all() {
    try (Stream<Path> folders = Files.list(ROOT)) {
      return folders.sorted().map(MergeCase::new).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ResourceRef ref() {
    return name().startsWith("model-")
        ? ResourceRef.model(new Slug("it"))
        : ResourceRef.sync(new Slug("it"));
  }

  String name() {
    return folder.getFileName().toString();
  }

  Mapping base() {
    return Files.exists(folder.resolve("base.yaml")) ? document("base.yaml") : Mapping.empty();
  }

  Mapping ours() {
    return document("ours.yaml");
  }

  /** What Git's file says, with what it leaves unsaid from the base, as planners read it. */
  Mapping theirs() {
    return file(text("theirs.yaml")).document(REFERENCES, base());
  }

  private Mapping document(String name) {
    return file(text(name)).document(REFERENCES, Mapping.empty());
  }

  ResourceFile file(String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    return switch (ResourceFile.read(LAYOUT.fileOf(ref()), ref(), content)) {
      case ResourceFile.Parsed(var file) -> file;
      case ResourceFile.Broken(var problems) ->
          throw new AssertionError(name() + " cannot be read: " + problems);
    };
  }

  /** Everything that is wrong with a text as this case's file. */
  List<?> problems(String text) {
    return FileCheck.problems(file(text), REFERENCES);
  }

  Change change() {
    boolean created = base().equals(Mapping.empty());
    return new Change(
        new ChangeId("00000000-0000-4000-8000-000000000000"),
        LAYOUT.workspace(),
        1,
        Instant.EPOCH,
        new Person("Ada", "ada@example.com"),
        ref(),
        "it",
        created ? Action.CREATE : Action.UPDATE,
        base(),
        ours(),
        Purpose.EDIT);
  }

  MergeRule rule() {
    var side = Side.WORKSPACE;
    var extent = Extent.PART;
    Set<TreePath> held = new HashSet<>();
    Set<TreePath> decided = new HashSet<>();
    for (String line : textIfAny("rule.txt").lines().toList()) {
      String[] words = line.split(" ", 2);
      switch (words[0]) {
        case "git" -> side = Side.GIT;
        case "hold" -> {
          side = Side.GIT;
          extent = Extent.WHOLE;
        }
        case "held" -> held.add(path(words[1]));
        case "decided" -> decided.add(path(words[1]));
        default -> throw new AssertionError("No rule: " + line);
      }
    }
    return new MergeRule(side, extent, held, decided);
  }

  private static TreePath path(String json) {
    return PathJson.read(Json.readOwn("{\"path\":" + json + "}").get("path").orElseThrow());
  }

  String text(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String textIfAny(String name) {
    return Files.exists(folder.resolve(name)) ? text(name) : "";
  }

  /** Writes a file of the case; none where it would be empty. */
  void rewrite(String name, String text) {
    try {
      if (text.isEmpty()) {
        Files.deleteIfExists(folder.resolve(name));
      } else {
        Files.writeString(folder.resolve(name), text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name();
  }

  private static LinkedHashMap<String, Slug> slugs(String... pairs) {
    var slugs = new LinkedHashMap<String, Slug>();
    for (int i = 0; i < pairs.length; i += 2) {
      slugs.put(pairs[i], new Slug(pairs[i + 1]));
    }
    return slugs;
  }
}
