package dev.gitsync.core.check;

import dev.gitsync.core.problem.Problem;
import dev.gitsync.core.repo.Aliases;
import dev.gitsync.core.repo.AliasesReader;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.References;
import dev.gitsync.core.repo.ResourceFile;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the words of files stand for, before a merge and after it. */
final class MergedWords {

  private final KnownWorkspace workspace;
  private final Aliases before;
  private final Aliases after;
  private final List<Problem> problems = new ArrayList<>();

  MergedWords(LinkLayout layout, MergedFiles files, KnownWorkspace workspace) {
    this.workspace = workspace;
    this.before = read(layout, files.aliases().before()).aliases();
    var reading = read(layout, files.aliases().after());
    this.after = reading.aliases();
    if (files.aliasesChange()) {
      problems.addAll(reading.problems());
    }
  }

  private AliasesReader.Reading read(LinkLayout layout, Optional<byte[]> content) {
    return content
        .map(
            it ->
                AliasesReader.read(
                    layout.aliases(),
                    it,
                    workspace.slugs(ResourceKind.SOURCE),
                    workspace.slugs(ResourceKind.DESTINATION)))
        .orElse(new AliasesReader.Reading(Aliases.NONE, List.of()));
  }

  /** What is wrong with the aliases, where the merge changes them. */
  List<Problem> problems() {
    return problems;
  }

  /** Aliases that go, or stand for something else, in order. */
  List<String> changed() {
    var changed = new ArrayList<String>();
    changed.addAll(changed(before.sources(), after.sources()));
    changed.addAll(changed(before.destinations(), after.destinations()));
    return changed;
  }

  private static List<String> changed(Map<String, Slug> before, Map<String, Slug> after) {
    return before.entrySet().stream()
        .filter(it -> !it.getValue().equals(after.get(it.getKey())))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Sources and destinations alone, before the merge. */
  References beforeMerge() {
    return references(before, Set.of(), Map.of());
  }

  /** Sources and destinations alone, after it. */
  References afterMerge() {
    return references(after, Set.of(), Map.of());
  }

  /**
   * What words stand for after the merge.
   *
   * @param models the models that it makes or changes
   * @param syncs the files whose words matter
   */
  References afterMerge(Collection<ResourceFile> models, Collection<ResourceFile> syncs) {
    var slugs = new HashSet<Slug>();
    models.forEach(it -> slugs.add(it.ref().slug()));
    boolean bySlug = true;
    for (ResourceFile sync : syncs) {
      Optional<String> word = sync.asWritten().text("model");
      Optional<Slug> slug = word.flatMap(Slug::parse).filter(it -> isModel(it, slugs));
      slug.ifPresent(slugs::add);
      bySlug &= word.isEmpty() || slug.isPresent();
    }
    return references(after, slugs, bySlug ? Map.of() : names(models));
  }

  private boolean isModel(Slug slug, Set<Slug> made) {
    ResourceRef ref = ResourceRef.model(slug);
    return made.contains(slug)
        || workspace.find(ref).isPresent()
        || workspace.unfiled(ref).isPresent();
  }

  /** Names that only one model has. */
  private Map<String, Slug> names(Collection<ResourceFile> models) {
    Set<Slug> made = models.stream().map(it -> it.ref().slug()).collect(Collectors.toSet());
    var names = new ModelNames();
    workspace
        .modelNames()
        .forEach(
            (name, slug) -> {
              if (!made.contains(slug)) {
                names.add(name, slug);
              }
            });
    models.forEach(it -> names.add(it.asWritten().text("name").orElse(""), it.ref().slug()));
    return names.unique();
  }

  private References references(Aliases aliases, Set<Slug> models, Map<String, Slug> names) {
    return new References(
        aliases,
        workspace.slugs(ResourceKind.SOURCE),
        workspace.slugs(ResourceKind.DESTINATION),
        models,
        names);
  }
}
