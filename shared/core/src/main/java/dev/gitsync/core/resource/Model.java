package dev.gitsync.core.resource;

import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;

/**
 * A model: what to select from a source.
 *
 * @param description empty for none
 */
public record Model(
    Slug slug, String name, Slug source, String description, Query query, String primaryKey)
    implements Resource {

  static Model of(Slug slug, Mapping document) {
    var type =
        document.text("type").flatMap(Query.Type::parse).orElseThrow(IllegalArgumentException::new);
    return new Model(
        slug,
        document.text("name").orElseThrow(IllegalArgumentException::new),
        new Slug(document.text("source").orElseThrow(IllegalArgumentException::new)),
        document.text("description").orElse(""),
        new Query(type, document.text(type.field()).orElseThrow(IllegalArgumentException::new)),
        document.text("primaryKey").orElseThrow(IllegalArgumentException::new));
  }

  @Override
  public ResourceRef ref() {
    return ResourceRef.model(slug);
  }

  @Override
  public Mapping document() {
    Mapping start = Mapping.of("name", new Text(name)).with("source", source.value());
    return (description.isEmpty() ? start : start.with("description", description))
        .with("type", query.type().word())
        .with(query.type().field(), query.text())
        .with("isSchema", new Node.Bool(false))
        .with("primaryKey", primaryKey);
  }
}
