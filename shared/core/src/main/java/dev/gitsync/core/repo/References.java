package dev.gitsync.core.repo;

import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.Slug;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the words that a file uses for a source, a destination or a model stand for, and how to
 * write a reference in a file. A slug counts before an alias, an alias before a name.
 *
 * @param modelNames slugs of the models whose name is that of no other model
 */
public record References(
    Aliases aliases,
    Set<Slug> sources,
    Set<Slug> destinations,
    Set<Slug> models,
    Map<String, Slug> modelNames) {

  public References {
    sources = Set.copyOf(sources);
    destinations = Set.copyOf(destinations);
    models = Set.copyOf(models);
    modelNames = Map.copyOf(modelNames);
  }

  /** The resource of this kind that a word in a file stands for. */
  public Optional<Slug> resolve(ResourceKind kind, String word) {
    return Slug.parse(word)
        .filter(known(kind)::contains)
        .or(() -> Optional.ofNullable(names(kind).get(word)));
  }

  /** The word for a resource in a file that does not name it yet: its first alias, or its slug. */
  public String write(ResourceKind kind, Slug slug) {
    return kind == ResourceKind.MODEL
        ? slug.value()
        : Aliases.firstFor(names(kind), slug).orElse(slug.value());
  }

  private Set<Slug> known(ResourceKind kind) {
    return switch (kind) {
      case SOURCE -> sources;
      case DESTINATION -> destinations;
      case MODEL -> models;
      case SYNC -> Set.of();
    };
  }

  private Map<String, Slug> names(ResourceKind kind) {
    return switch (kind) {
      case SOURCE -> aliases.sources();
      case DESTINATION -> aliases.destinations();
      case MODEL -> modelNames;
      case SYNC -> Map.of();
    };
  }
}
