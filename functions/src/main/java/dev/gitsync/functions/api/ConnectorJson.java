package dev.gitsync.functions.api;

import dev.gitsync.core.resource.Connector;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.tree.Node.Mapping;
import java.util.List;
import java.util.Optional;

/** Sources and destinations. */
record ConnectorJson(ResourceKind kind) implements ResourceJson {

  @Override
  public List<String> settable() {
    return List.of("name", "slug", "type", "configuration");
  }

  @Override
  public Edited read(Body body, Slug slug, Optional<StoredResource> current, Lookup lookup) {
    Optional<Connector> before = current.map(it -> (Connector) it.resource());
    Mapping configuration = before.map(Connector::configuration).orElse(Mapping.empty());
    var after =
        new Connector(
            new ResourceRef(kind, slug),
            body.text("name", before.map(Connector::name)),
            body.text("type", before.map(Connector::type)),
            body.mapping("configuration", configuration, Mapping.empty()));
    return new Edited(Optional.of(after), Mapping.empty());
  }

  @Override
  public Mapping render(StoredResource stored, Lookup lookup) {
    var connector = (Connector) stored.resource();
    return ResourceJson.head(stored, lookup)
        .with("name", connector.name())
        .with("type", connector.type())
        .with("configuration", connector.configuration());
  }
}
