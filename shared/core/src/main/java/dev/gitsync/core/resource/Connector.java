package dev.gitsync.core.resource;

import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;

/**
 * A source or a destination. Kept in the workspace only; the manifest lists it.
 *
 * @param type the technology, such as {@code postgres}
 * @param configuration never written to the repository
 */
public record Connector(ResourceRef ref, String name, String type, Mapping configuration)
    implements Resource {

  static Connector of(ResourceRef ref, Mapping document) {
    return new Connector(
        ref,
        document.text("name").orElseThrow(IllegalArgumentException::new),
        document.text("type").orElseThrow(IllegalArgumentException::new),
        document.get("configuration").orElse(null) instanceof Mapping m ? m : Mapping.empty());
  }

  /** What the manifest says of it: name and type. */
  public Mapping manifestEntry() {
    return Mapping.of("name", new Text(name)).with("type", type);
  }

  @Override
  public Mapping document() {
    return manifestEntry().with("configuration", configuration);
  }
}
