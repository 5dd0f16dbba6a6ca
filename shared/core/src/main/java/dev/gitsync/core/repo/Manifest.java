package dev.gitsync.core.repo;

import dev.gitsync.core.resource.Connector;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.yaml.YamlWriter;
import java.util.Collection;
import java.util.Comparator;

/** The read-only list of a workspace's sources and destinations, written for people to look up. */
public final class Manifest {

  private static final String HEADER =
      """
      # READ ONLY FILE
      # Changes made here are overwritten. Create and edit sources and destinations in the workspace.

      """;

  private Manifest() {}

  /** The manifest's text, ordered by slug. */
  public static String text(Collection<Connector> connectors) {
    return HEADER
        + YamlWriter.write(
            Mapping.of("sources", entries(connectors, ResourceKind.SOURCE))
                .with("destinations", entries(connectors, ResourceKind.DESTINATION)));
  }

  private static Mapping entries(Collection<Connector> connectors, ResourceKind kind) {
    Mapping entries = Mapping.empty();
    for (Connector connector :
        connectors.stream().sorted(Comparator.comparing(Connector::ref)).toList()) {
      if (connector.ref().kind() == kind) {
        entries = entries.with(connector.ref().slug().value(), connector.manifestEntry());
      }
    }
    return entries;
  }
}
