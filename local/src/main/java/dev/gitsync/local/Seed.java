package dev.gitsync.local;

import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
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
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.LinkState;
import dev.gitsync.flows.link.LinkState.ResyncRequest;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.ApiKeys.ActFor;
import dev.gitsync.flows.port.ApiKeys.Grant;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemote.CommitDraft;
import dev.gitsync.flows.port.Resources.Edit;
import dev.gitsync.functions.Wiring;
import dev.gitsync.functions.api.ApiKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * What a system has at its first start, so that a newcomer has something to edit: two workspaces
 * that share the repository. Their sources have other ids, so the files use aliases. Each step
 * looks first whether it is done, so a start that was interrupted is made good by the next.
 */
final class Seed {

  private static final WorkspaceId STAGING = new WorkspaceId("acme-staging");
  private static final WorkspaceId PRODUCTION = new WorkspaceId("acme-production");
  private static final Person ADA = new Person("Ada Lovelace", "ada@acme.example");
  private static final Duration FIRST_SYNC = Duration.ofSeconds(30);

  private static final String README =
      """
      # Acme's models and syncs

      Git Sync keeps these files and the workspaces acme-staging and acme-production equal.
      """;

  private static final String ALIASES =
      """
      # The files of models and syncs use these names in every workspace.
      sources:
        aliased-postgres: %1$s-postgres
      destinations:
        crm: %1$s-salesforce
      """;

  private final LocalSystem system;
  private final Wiring wiring;
  private final Consumer<String> progress;

  private Seed(LocalSystem system, Consumer<String> progress) {
    this.system = system;
    this.wiring = new Wiring(system.environment("Api").orElseThrow());
    this.progress = progress;
  }

  /**
   * The workspaces with their keys; made where they are missing.
   *
   * @param known the keys that an earlier start has made
   */
  static List<LocalFile.Workspace> plant(
      LocalSystem system, List<LocalFile.Workspace> known, Consumer<String> progress) {
    var seed = new Seed(system, progress);
    return known.isEmpty() ? seed.plant() : known;
  }

  private List<LocalFile.Workspace> plant() {
    progress.accept("making the sample workspaces");
    connectors(STAGING, "staging", "Staging");
    connectors(PRODUCTION, "production", "Production");
    add(STAGING, stockingList());
    add(STAGING, stockingListSync());
    firstCommit();
    progress.accept("syncing them for the first time");
    link(STAGING);
    link(PRODUCTION);
    return List.of(key(STAGING), key(PRODUCTION));
  }

  private static Model stockingList() {
    return new Model(
        new Slug("stocking-list"),
        "Stocking list",
        new Slug("staging-postgres"),
        "What to order, by product and warehouse",
        new Query(
            Query.Type.RAW_SQL,
            """
            SELECT
              product_id,
              warehouse,
              SUM(quantity) AS quantity
            FROM public.stock
            GROUP BY product_id, warehouse"""),
        "product_id");
  }

  private static Sync stockingListSync() {
    Mapping mapping =
        Mapping.of("to", new Text("Quantity__c")).with("from", "quantity").with("type", "standard");
    Mapping interval = Mapping.of("unit", new Text("hour")).with("quantity", Num.of(6));
    return new Sync(
        new Slug("stocking-list-to-crm"),
        new Slug("stocking-list"),
        new Slug("staging-salesforce"),
        "",
        Mapping.of("mode", new Text("upsert"))
            .with("object", "Product2")
            .with("mappings", Sequence.of(mapping)),
        Mapping.of("type", new Text("interval")).with("schedule", Mapping.of("interval", interval)),
        false);
  }

  private void connectors(WorkspaceId workspace, String prefix, String name) {
    add(
        workspace,
        connector(ResourceKind.SOURCE, prefix + "-postgres", name + " Postgres", "postgres"));
    add(
        workspace,
        connector(
            ResourceKind.DESTINATION, prefix + "-salesforce", name + " Salesforce", "salesforce"));
  }

  private static Connector connector(ResourceKind kind, String slug, String name, String type) {
    return new Connector(new ResourceRef(kind, new Slug(slug)), name, type, Mapping.empty());
  }

  private void add(WorkspaceId workspace, Resource resource) {
    if (wiring.resources().find(workspace, resource.ref()).isEmpty()) {
      wiring
          .resources()
          .accept(
              new Edit(workspace, ADA, Optional.empty(), Optional.of(resource), Mapping.empty()));
    }
  }

  private LinkSettings settings() {
    return new LinkSettings(
        new RepositoryUrl(system.repository().toString()), "main", "", LinkSettings.Mode.RUNNING);
  }

  private Credentials credentials() {
    return Credentials.token(system.gitAccess().username(), system.gitAccess().password());
  }

  private void firstCommit() {
    var layout = new LinkLayout(STAGING, "");
    try (GitRemote remote = wiring.remotes().open(settings(), layout, credentials())) {
      if (remote.tip() instanceof GitRemote.Unborn) {
        var files =
            Map.of(
                new RepoPath("README.md"),
                README,
                layout.aliases(),
                ALIASES.formatted("staging"),
                new LinkLayout(PRODUCTION, "").aliases(),
                ALIASES.formatted("production"));
        var draft =
            new CommitDraft(files, ADA, wiring.clock().instant(), "Begin with names of our own\n");
        remote.push(Optional.empty(), List.of(draft));
      }
    }
  }

  private void link(WorkspaceId workspace) {
    wiring.credentials().put(workspace, credentials());
    if (wiring.links().find(workspace).isEmpty()) {
      LinkState state = LinkState.INITIAL.with(new ResyncRequest(ADA, wiring.clock().instant()));
      wiring.links().create(new Link(workspace, settings(), state, 0));
    }
    wiring.hints().resync(workspace);
    awaitFirstSync(workspace);
  }

  private void awaitFirstSync(WorkspaceId workspace) {
    long end = System.nanoTime() + FIRST_SYNC.toNanos();
    while (System.nanoTime() < end) {
      if (wiring.links().find(workspace).filter(it -> it.state().resync().isEmpty()).isPresent()) {
        return;
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    progress.accept("the first sync of " + workspace + " takes long; it goes on in the background");
  }

  private LocalFile.Workspace key(WorkspaceId workspace) {
    byte[] random = new byte[30];
    new SecureRandom().nextBytes(random);
    String key = "gs_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    wiring.apiKeys().put(ApiKey.hash(key), new Grant(workspace, ADA, ActFor.ANY_USER));
    return new LocalFile.Workspace(workspace.value(), key);
  }
}
