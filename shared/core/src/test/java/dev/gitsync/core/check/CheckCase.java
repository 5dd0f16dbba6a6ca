package dev.gitsync.core.check;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.ChangeId;
import dev.gitsync.core.change.Purpose;
import dev.gitsync.core.merge.ConflictPolicy;
import dev.gitsync.core.plan.DeletionGuard;
import dev.gitsync.core.plan.DeletionPolicy;
import dev.gitsync.core.plan.Policies;
import dev.gitsync.core.repo.Aliases;
import dev.gitsync.core.repo.AliasesReader;
import dev.gitsync.core.repo.FileCheck;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.References;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.repo.ResourceFile;
import dev.gitsync.core.resource.Connector;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.yaml.YamlReader;
import dev.gitsync.core.yaml.YamlReading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder with a pull request: {@code before} and {@code after} have the files of both sides of
 * the merge. The workspace says what the good files of {@code before} say, or what those in {@code
 * workspace} say in their place, which are edits on their way. {@code settings.yaml}, where there
 * is one: {@code deletions}, {@code conflicts}, {@code guard} (how many resources), {@code all:
 * true} (files that stay as they are are given too). The workspace has sources {@code warehouse}
 * and {@code lake} and destinations {@code crm} and {@code ads}. Expected: {@code check.txt} and
 * {@code comment.md}.
 */
record CheckCase(Path folder) {

  private static final Path ROOT = Path.of("src/test/resources/check");
  private static final LinkLayout LAYOUT = new LinkLayout(new WorkspaceId("acme"), "");
  private static final Set<Slug> SOURCES = Set.of(new Slug("warehouse"), new Slug("lake"));
  private static final Set<Slug> DESTINATIONS = Set.of(new Slug("crm"), new Slug("ads"));

  static List<CheckCase> all() {
    try (Stream<Path> folders = Files.list(ROOT)) {
      return folders.sorted().map(CheckCase::new).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Check check() {
    return new CheckPlanner(LAYOUT, policies(), workspace()).check(changes());
  }

  private Mapping settings() {
    return Files.exists(folder.resolve("settings.yaml"))
            && YamlReader.read(text("settings.yaml")) instanceof YamlReading.Parsed(var document)
            && document.root() instanceof Mapping mapping
        ? mapping
        : Mapping.empty();
  }

  private Policies policies() {
    Mapping settings = settings();
    return new Policies(
        ConflictPolicy.valueOf(
            settings.text("conflicts").orElse("workspace").toUpperCase(Locale.ROOT)),
        DeletionPolicy.valueOf(
            settings.text("deletions").orElse("ignore").toUpperCase(Locale.ROOT)),
        settings
            .text("guard")
            .map(it -> new DeletionGuard(Integer.parseInt(it), 20))
            .orElse(DeletionGuard.DEFAULT));
  }

  private Map<RepoPath, FileChange> changes() {
    Map<RepoPath, byte[]> before = files("before");
    Map<RepoPath, byte[]> after = files("after");
    var paths = new TreeSet<>(before.keySet());
    paths.addAll(after.keySet());
    boolean isAll = settings().text("files").equals(Optional.of("all"));
    var changes = new TreeMap<RepoPath, FileChange>();
    for (RepoPath path : paths) {
      byte[] one = before.get(path);
      byte[] other = after.get(path);
      if (isAll || path.equals(LAYOUT.aliases()) || !Arrays.equals(one, other)) {
        changes.put(path, new FileChange(Optional.ofNullable(one), Optional.ofNullable(other)));
      }
    }
    return changes;
  }

  private FixedWorkspace workspace() {
    Map<RepoPath, byte[]> before = files("before");
    byte[] aliases = before.get(LAYOUT.aliases());
    References references =
        references(
            aliases == null
                ? Aliases.NONE
                : AliasesReader.read(LAYOUT.aliases(), aliases, SOURCES, DESTINATIONS).aliases(),
            before);
    Map<ResourceRef, Resource> read = resources(before, references);
    Map<ResourceRef, Resource> edited = resources(files("workspace"), references);
    var pending = new HashMap<ResourceRef, List<Change>>();
    edited.forEach(
        (ref, after) ->
            pending.put(ref, List.of(change(Objects.requireNonNull(read.get(ref)), after))));
    read.putAll(edited);
    return new FixedWorkspace(connectors(), read, pending);
  }

  private static Change change(Resource before, Resource after) {
    return new Change(
        new ChangeId("00000000-0000-4000-8000-000000000000"),
        LAYOUT.workspace(),
        1,
        Instant.EPOCH,
        new Person("Ada", "ada@example.com"),
        after.ref(),
        after.name(),
        Action.UPDATE,
        before.document(),
        after.document(),
        Purpose.EDIT);
  }

  private static List<Connector> connectors() {
    return Stream.concat(
            SOURCES.stream().map(it -> new ResourceRef(ResourceKind.SOURCE, it)),
            DESTINATIONS.stream().map(it -> new ResourceRef(ResourceKind.DESTINATION, it)))
        .sorted()
        .map(it -> new Connector(it, it.slug().value(), "any", Mapping.empty()))
        .toList();
  }

  private static References references(Aliases aliases, Map<RepoPath, byte[]> files) {
    var models = new HashSet<Slug>();
    var names = new HashMap<String, Slug>();
    readable(files)
        .forEach(
            (ref, file) -> {
              if (ref.kind() == ResourceKind.MODEL) {
                models.add(ref.slug());
                file.asWritten().text("name").ifPresent(it -> names.put(it, ref.slug()));
              }
            });
    return new References(aliases, SOURCES, DESTINATIONS, models, names);
  }

  private static Map<ResourceRef, Resource> resources(
      Map<RepoPath, byte[]> files, References references) {
    var resources = new TreeMap<ResourceRef, Resource>();
    readable(files)
        .forEach(
            (ref, file) -> {
              if (FileCheck.problems(file, references).isEmpty()) {
                resources.put(ref, Resource.of(ref, file.document(references, Mapping.empty())));
              }
            });
    return resources;
  }

  private static Map<ResourceRef, ResourceFile> readable(Map<RepoPath, byte[]> files) {
    var readable = new TreeMap<ResourceRef, ResourceFile>();
    files.forEach(
        (path, content) -> {
          if (LAYOUT.roleOf(path) instanceof LinkLayout.FileOf(var ref)
              && ResourceFile.read(path, ref, content) instanceof ResourceFile.Parsed(var file)) {
            readable.put(ref, file);
          }
        });
    return readable;
  }

  private Map<RepoPath, byte[]> files(String side) {
    Path root = folder.resolve(side);
    if (!Files.exists(root)) {
      return Map.of();
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .collect(
              Collectors.toMap(
                  it -> new RepoPath(root.relativize(it).toString()), CheckCase::bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String text(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void rewrite(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return folder.getFileName().toString();
  }
}
