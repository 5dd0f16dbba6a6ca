package dev.gitsync.testkit;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.plan.ResourcePlanner.ResourceWrite;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.resource.Connector;
import dev.gitsync.core.resource.Model;
import dev.gitsync.core.resource.Query;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.Sync;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.LinkState;
import dev.gitsync.flows.link.RepositoryUrl;
import java.util.List;

/** Things to test with. */
public final class Fixtures {

  /** A user. */
  public static final Person ADA = new Person("Ada Lovelace", "ada@example.com");

  /** Another user. */
  public static final Person BOB = new Person("Bob", "bob@example.com");

  /** A workspace. */
  public static final WorkspaceId ACME = new WorkspaceId("acme");

  private Fixtures() {}

  /** A source with the slug {@code postgres}. */
  public static Connector source() {
    return new Connector(
        new ResourceRef(ResourceKind.SOURCE, new Slug("postgres")),
        "Production Postgres",
        "postgres",
        Mapping.empty());
  }

  /** A destination with the slug {@code hubspot}. */
  public static Connector destination() {
    return new Connector(
        new ResourceRef(ResourceKind.DESTINATION, new Slug("hubspot")),
        "HubSpot",
        "hubspot",
        Mapping.empty());
  }

  /** A model of source {@code postgres}. */
  public static Model model(String slug, String sql) {
    return new Model(
        new Slug(slug),
        "Model " + slug,
        new Slug("postgres"),
        "",
        new Query(Query.Type.RAW_SQL, sql),
        "id");
  }

  /** A sync of a model to destination {@code hubspot}. */
  public static Sync sync(String slug, String model) {
    return new Sync(
        new Slug(slug),
        new Slug(model),
        new Slug("hubspot"),
        "",
        Mapping.of("mode", new Text("upsert")),
        Sync.MANUAL,
        false);
  }

  /** A link of workspace {@code acme} that was never synced. */
  public static Link link() {
    return new Link(
        ACME,
        new LinkSettings(
            new RepositoryUrl("https://git.example/acme"), "main", "", LinkSettings.Mode.RUNNING),
        LinkState.INITIAL,
        0);
  }

  /** A write that creates a model. */
  public static ResourceWrite create(Model model) {
    return new ResourceWrite(Action.CREATE, Mapping.empty(), model, List.of());
  }
}
