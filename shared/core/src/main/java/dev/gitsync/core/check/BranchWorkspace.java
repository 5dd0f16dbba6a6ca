package dev.gitsync.core.check;

import dev.gitsync.core.change.Change;
import dev.gitsync.core.repo.Aliases;
import dev.gitsync.core.repo.AliasesReader;
import dev.gitsync.core.repo.FileCheck;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.References;
import dev.gitsync.core.repo.ResourceFile;
import dev.gitsync.core.resource.Connector;
import dev.gitsync.core.resource.Model;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.Sync;
import dev.gitsync.core.tree.Node.Mapping;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A workspace that is taken to be what the files of a branch say, as it is where both are in sync.
 * A file that is not valid describes nothing. Files are read when they are asked for, all of a kind
 * where a question needs them.
 */
public final class BranchWorkspace implements Workspace {

  private final LinkLayout layout;
  private final FileTree files;
  private final List<Connector> connectors;
  private final Set<ResourceRef> refs;
  private final References references;
  private final Map<ResourceRef, Optional<Resource>> read = new HashMap<>();
  private Optional<Map<String, Slug>> names = Optional.empty();
  private Optional<Map<Slug, List<Sync>>> users = Optional.empty();

  /**
   * The workspace that a branch describes.
   *
   * @param connectors what it has besides: these have no files
   */
  public BranchWorkspace(LinkLayout layout, FileTree files, List<Connector> connectors) {
    this.layout = layout;
    this.files = files;
    this.connectors = List.copyOf(connectors);
    this.refs =
        files.paths().stream()
            .flatMap(
                path ->
                    layout.roleOf(path) instanceof LinkLayout.FileOf(var ref)
                        ? Optional.of(ref).stream()
                        : Optional.<ResourceRef>empty().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    this.references =
        new References(
            aliases(),
            slugs(ResourceKind.SOURCE),
            slugs(ResourceKind.DESTINATION),
            ofKind(ResourceKind.MODEL).stream().map(ResourceRef::slug).collect(Collectors.toSet()),
            Map.of());
  }

  private Aliases aliases() {
    return files
        .read(layout.aliases())
        .map(
            content ->
                AliasesReader.read(
                        layout.aliases(),
                        content,
                        slugs(ResourceKind.SOURCE),
                        slugs(ResourceKind.DESTINATION))
                    .aliases())
        .orElse(Aliases.NONE);
  }

  private Set<Slug> slugs(ResourceKind kind) {
    return connectors.stream()
        .map(Connector::ref)
        .filter(ref -> ref.kind() == kind)
        .map(ResourceRef::slug)
        .collect(Collectors.toSet());
  }

  private List<ResourceRef> ofKind(ResourceKind kind) {
    return refs.stream().filter(ref -> ref.kind() == kind).toList();
  }

  @Override
  public List<Connector> connectors() {
    return connectors;
  }

  @Override
  public Optional<Resource> find(ResourceRef ref) {
    Optional<Resource> known = read.get(ref);
    if (known == null) {
      known = refs.contains(ref) ? read(ref) : Optional.empty();
      read.put(ref, known);
    }
    return known;
  }

  private Optional<Resource> read(ResourceRef ref) {
    return files
        .read(layout.fileOf(ref))
        .map(content -> ResourceFile.read(layout.fileOf(ref), ref, content))
        .flatMap(
            reading ->
                reading instanceof ResourceFile.Parsed(var file)
                    ? described(file)
                    : Optional.empty());
  }

  private Optional<Resource> described(ResourceFile file) {
    References words = wordsOf(file);
    return FileCheck.problems(file, words).isEmpty()
        ? Optional.of(Resource.of(file.ref(), file.document(words, Mapping.empty())))
        : Optional.empty();
  }

  /** Names of models cost reading all of them, so they count only where a slug does not do. */
  private References wordsOf(ResourceFile file) {
    boolean bySlug =
        file.ref().kind() == ResourceKind.MODEL
            || file.asWritten()
                .text("model")
                .flatMap(word -> references.resolve(ResourceKind.MODEL, word))
                .isPresent();
    return bySlug
        ? references
        : new References(
            references.aliases(),
            references.sources(),
            references.destinations(),
            references.models(),
            modelNames());
  }

  @Override
  public Map<String, Slug> modelNames() {
    if (names.isEmpty()) {
      names = Optional.of(ModelNames.unique(all(ResourceKind.MODEL, Model.class)));
    }
    return names.get();
  }

  @Override
  public List<Sync> syncsOf(Slug model) {
    if (users.isEmpty()) {
      users =
          Optional.of(
              all(ResourceKind.SYNC, Sync.class).stream()
                  .collect(Collectors.groupingBy(Sync::model)));
    }
    return users.get().getOrDefault(model, List.of());
  }

  private <T extends Resource> List<T> all(ResourceKind kind, Class<T> type) {
    return ofKind(kind).stream().flatMap(ref -> find(ref).stream()).map(type::cast).toList();
  }

  @Override
  public List<Change> pending(ResourceRef ref) {
    return List.of();
  }

  @Override
  public int count(ResourceKind kind) {
    return kind.hasFile()
        ? ofKind(kind).size()
        : (int) connectors.stream().filter(it -> it.ref().kind() == kind).count();
  }
}
