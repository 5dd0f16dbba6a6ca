package dev.gitsync.flows;

import dev.gitsync.core.problem.Problem;
import dev.gitsync.core.repo.Aliases;
import dev.gitsync.core.repo.AliasesReader;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.References;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.repo.ResourceFile;
import dev.gitsync.core.resource.Connector;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.flows.port.Resources;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks up what the words in some files can stand for, with no more reads than the words need. */
record ReferenceReader(Resources resources) {

  /** From so many on, all resources of a kind are read together rather than one by one. */
  static final int MANY = 100;

  /** What the words of a workspace's files stand for, so far as models do not matter. */
  record Vocabulary(
      WorkspaceId workspace, List<Connector> connectors, Aliases aliases, List<Problem> problems) {

    References references(Set<Slug> models, Map<String, Slug> names) {
      return new References(
          aliases,
          slugs(connectors, ResourceKind.SOURCE),
          slugs(connectors, ResourceKind.DESTINATION),
          models,
          names);
    }
  }

  /** Reads sources, destinations and the aliases file. */
  Vocabulary vocabulary(LinkLayout layout, Map<RepoPath, byte[]> files) {
    List<Connector> connectors = connectors(layout.workspace());
    byte[] content = files.get(layout.aliases());
    if (content == null) {
      return new Vocabulary(layout.workspace(), connectors, Aliases.NONE, List.of());
    }
    var reading =
        AliasesReader.read(
            layout.aliases(),
            content,
            slugs(connectors, ResourceKind.SOURCE),
            slugs(connectors, ResourceKind.DESTINATION));
    return new Vocabulary(layout.workspace(), connectors, reading.aliases(), reading.problems());
  }

  /** The vocabulary with the models that these files speak of. */
  References references(Vocabulary vocabulary, Collection<ResourceFile> files) {
    Set<String> words =
        files.stream()
            .filter(file -> file.ref().kind() == ResourceKind.SYNC)
            .flatMap(file -> file.asWritten().text("model").stream())
            .collect(Collectors.toSet());
    Set<Slug> models = models(vocabulary.workspace(), words);
    boolean bySlug =
        words.stream().allMatch(word -> Slug.parse(word).filter(models::contains).isPresent());
    return vocabulary.references(models, bySlug ? Map.of() : names(vocabulary.workspace()));
  }

  /** What the workspace says of a resource now; empty where there is none. */
  Mapping document(WorkspaceId workspace, ResourceRef ref) {
    return resources
        .find(workspace, ref)
        .map(stored -> stored.resource().document())
        .orElse(Mapping.empty());
  }

  /** Which of the words are models' slugs; of many words, all models there are. */
  private Set<Slug> models(WorkspaceId workspace, Set<String> words) {
    if (words.size() >= MANY) {
      return resources.list(workspace, ResourceKind.MODEL).stream()
          .map(model -> model.ref().slug())
          .collect(Collectors.toSet());
    }
    return words.stream()
        .flatMap(word -> Slug.parse(word).stream())
        .filter(slug -> exists(workspace, slug))
        .collect(Collectors.toSet());
  }

  private boolean exists(WorkspaceId workspace, Slug slug) {
    return resources.find(workspace, ResourceRef.model(slug)).isPresent();
  }

  /** Models by their names, without names that several have. */
  private Map<String, Slug> names(WorkspaceId workspace) {
    var names = new HashMap<String, Slug>();
    var several = new HashSet<String>();
    for (StoredResource model : resources.list(workspace, ResourceKind.MODEL)) {
      if (names.put(model.resource().name(), model.ref().slug()) != null) {
        several.add(model.resource().name());
      }
    }
    names.keySet().removeAll(several);
    return names;
  }

  private List<Connector> connectors(WorkspaceId workspace) {
    return Stream.of(ResourceKind.SOURCE, ResourceKind.DESTINATION)
        .flatMap(kind -> resources.list(workspace, kind).stream())
        .map(StoredResource::resource)
        .filter(Connector.class::isInstance)
        .map(Connector.class::cast)
        .toList();
  }

  private static Set<Slug> slugs(List<Connector> connectors, ResourceKind kind) {
    return connectors.stream()
        .map(Connector::ref)
        .filter(ref -> ref.kind() == kind)
        .map(ResourceRef::slug)
        .collect(Collectors.toSet());
  }
}
