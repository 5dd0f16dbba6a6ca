package dev.gitsync.testkit.sim;

import dev.gitsync.core.resource.Connector;
import dev.gitsync.core.resource.Model;
import dev.gitsync.core.resource.Query;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.Sync;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import java.util.List;
import java.util.function.Supplier;

/** What there can be in a workspace: few things, so that people get into each other's way. */
final class Inventory {

  static final ResourceRef SOURCE = new ResourceRef(ResourceKind.SOURCE, new Slug("postgres"));
  static final ResourceRef DESTINATION =
      new ResourceRef(ResourceKind.DESTINATION, new Slug("hubspot"));
  static final ResourceRef ORDERS = ResourceRef.model(new Slug("orders"));
  static final ResourceRef USERS = ResourceRef.model(new Slug("users"));
  static final ResourceRef CRM = ResourceRef.sync(new Slug("crm"));
  static final ResourceRef ADS = ResourceRef.sync(new Slug("ads"));

  /** All with files. */
  static final List<ResourceRef> ALL = List.of(ORDERS, CRM, USERS, ADS);

  private Inventory() {}

  /** A new resource, all of whose values are new. */
  static Resource fresh(ResourceRef ref, Supplier<String> token) {
    return switch (ref.kind()) {
      case SOURCE, DESTINATION -> new Connector(ref, token.get(), "kind", Mapping.empty());
      case MODEL ->
          new Model(
              ref.slug(),
              token.get(),
              SOURCE.slug(),
              token.get(),
              new Query(
                  Query.Type.RAW_SQL, "SELECT " + token.get() + "\nFROM " + token.get() + "\n"),
              token.get());
      case SYNC ->
          new Sync(
              ref.slug(),
              ref.equals(CRM) ? ORDERS.slug() : USERS.slug(),
              DESTINATION.slug(),
              token.get(),
              Mapping.of("mode", new Text(token.get()))
                  .with("mappings", Sequence.of(pair(token.get()), pair(token.get()))),
              Sync.MANUAL,
              false);
    };
  }

  private static Mapping pair(String token) {
    return Mapping.of("from", new Text(token)).with("to", token.replace("t", "field"));
  }
}
