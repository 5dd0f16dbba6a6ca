package dev.gitsync.bench.scale;

import dev.gitsync.bench.BenchFault;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.resource.Connector;
import dev.gitsync.core.resource.Model;
import dev.gitsync.core.resource.Query;
import dev.gitsync.core.resource.Resource;
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
import dev.gitsync.flows.link.LinkState.ResyncRequest;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.Resources.Edit;
import dev.gitsync.functions.Wiring;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A workspace with a link to a branch of the system's own repository. */
record Tenant(ScaleSystem system, WorkspaceId workspace, String branch) {

  private static final Person ADA = new Person("Ada Lovelace", "ada@acme.example");
  private static final int MOST_ATTEMPTS = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** What every model and sync needs. */
  void addConnectors() {
    accept(
        new Connector(
            new ResourceRef(ResourceKind.SOURCE, new Slug("postgres")),
            "Postgres",
            "postgres",
            Mapping.empty()));
    accept(
        new Connector(
            new ResourceRef(ResourceKind.DESTINATION, new Slug("crm")),
            "CRM",
            "salesforce",
            Mapping.empty()));
  }

  void addModel(int number) {
    accept(model(number, 0));
  }

  void addSync(int number) {
    accept(
        new Sync(
            new Slug("s" + number),
            new Slug("m" + number),
            new Slug("crm"),
            "",
            Mapping.of("mode", new Text("upsert")).with("object", "Account"),
            Sync.MANUAL,
            false));
  }

  /** An edit as the API takes it, with its hint. */
  void edit(int number, int version) {
    accept(model(number, version));
    wiring().hints().outbound(workspace);
  }

  private static Model model(int number, int version) {
    return new Model(
        new Slug("m" + number),
        "Model " + number,
        new Slug("postgres"),
        "One of many",
        new Query(
            Query.Type.RAW_SQL,
            "SELECT id, name, %d AS version\nFROM public.table_%d".formatted(version, number)),
        "id");
  }

  private void accept(Resource resource) {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      var before = wiring().resources().find(workspace, resource.ref());
      var edit = new Edit(workspace, ADA, before, Optional.of(resource), Mapping.empty());
      if (wiring().resources().accept(edit).isPresent()) {
        return;
      }
    }
    throw new BenchFault(
        "An edit of %s in %s never got through.".formatted(resource.ref(), workspace));
  }

  /** Links the workspace and waits for the first sync of all there is. */
  void link() {
    var access = system.system().gitAccess();
    wiring().credentials().put(workspace, Credentials.token(access.username(), access.password()));
    var settings =
        new LinkSettings(
            new RepositoryUrl(system.system().repository().toString()),
            branch,
            "",
            LinkSettings.Mode.RUNNING);
    var request = new ResyncRequest(ADA, wiring().clock().instant());
    wiring().links().create(new Link(workspace, settings, LinkState.INITIAL.with(request), 0));
    wiring().hints().resync(workspace);
    await("the first sync of " + workspace, this::isSynced);
  }

  private boolean isSynced() {
    Link link = wiring().links().find(workspace).orElseThrow();
    if (!link.state().failures().isEmpty()) {
      throw new BenchFault("Workspace " + workspace + " fails: " + link.state().failures());
    }
    return link.state().resync().isEmpty();
  }

  /** Waits until all edits are on the branch. */
  void awaitDelivery() {
    await("the edits of " + workspace, () -> wiring().resources().waiting(workspace, 1).isEmpty());
  }

  private static void await(String what, BooleanSupplier done) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new BenchFault("It takes more than %s: %s.".formatted(PATIENCE, what));
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private Wiring wiring() {
    return system.wiring();
  }
}
