package dev.gitsync.core.repo;

import dev.gitsync.core.resource.Slug;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** A workspace's own names for its sources and destinations, in the order of the file. */
public record Aliases(SequencedMap<String, Slug> sources, SequencedMap<String, Slug> destinations) {

  /** No aliases. */
  public static final Aliases NONE = new Aliases(new LinkedHashMap<>(), new LinkedHashMap<>());

  /** The file that a link begins with. */
  public static final String EMPTY_FILE =
      """
      # Names of your own for the sources and destinations of this workspace, so that several
      # workspaces can share the files of models and syncs. The manifest beside this file lists
      # what there is.
      #
      # sources:
      #   my-alias: id-of-a-source
      sources: {}
      destinations: {}
      """;

  public Aliases {
    sources = new LinkedHashMap<>(sources);
    destinations = new LinkedHashMap<>(destinations);
  }

  /** The first alias of a target. */
  static Optional<String> firstFor(Map<String, Slug> aliases, Slug target) {
    return aliases.entrySet().stream()
        .filter(entry -> entry.getValue().equals(target))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
