package dev.gitsync.core.repo;

import dev.gitsync.core.resource.Connector;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.yaml.YamlReader;
import dev.gitsync.core.yaml.YamlReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what {@link Manifest} writes. Configurations are not in it, so they come out empty. */
public final class ManifestReader {

  private ManifestReader() {}

  /** The sources and destinations that a manifest lists; empty where it is no manifest. */
  public static Optional<List<Connector>> read(byte[] content) {
    if (!(YamlReader.read(content) instanceof YamlReading.Parsed(var document)
        && document.root() instanceof Mapping root)) {
      return Optional.empty();
    }
    var connectors = new ArrayList<Connector>();
    for (ResourceKind kind : List.of(ResourceKind.SOURCE, ResourceKind.DESTINATION)) {
      if (!(root.get(kind.plural()).orElse(null) instanceof Mapping entries)) {
        return Optional.empty();
      }
      entries
          .entries()
          .forEach((slug, entry) -> connector(kind, slug, entry).ifPresent(connectors::add));
    }
    return Optional.of(List.copyOf(connectors));
  }

  private static Optional<Connector> connector(ResourceKind kind, String word, Node entry) {
    if (!(entry instanceof Mapping said)) {
      return Optional.empty();
    }
    return Slug.parse(word)
        .map(
            slug ->
                new Connector(
                    new ResourceRef(kind, slug),
                    said.text("name").orElse(word),
                    said.text("type").orElse(""),
                    Mapping.empty()));
  }
}
