package dev.gitsync.functions.api;

import dev.gitsync.core.change.OpenConflict;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.ConnectionTest;
import dev.gitsync.flows.ResyncFlow;
import dev.gitsync.flows.TryLater;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.LinkSettings.Mode;
import dev.gitsync.flows.link.LinkState;
import dev.gitsync.flows.link.LinkState.ResyncRequest;
import dev.gitsync.flows.port.ConflictChanges;
import dev.gitsync.flows.port.CredentialStore;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.GitRemotes;
import dev.gitsync.flows.port.Hints;
import dev.gitsync.flows.port.Links;
import dev.gitsync.flows.port.Resources;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The link of a workspace: its settings, credentials and state. */
record LinkApi(
    Links links,
    Resources resources,
    CredentialStore credentials,
    GitRemotes remotes,
    ConnectionTest test,
    ResyncFlow resync,
    Hints hints,
    InstantSource clock) {

  static final int MOST_WAITING = 1_000;
  private static final int MOST_ATTEMPTS = 5;

  Response read(Caller caller) throws ApiProblem {
    return Response.ok(LinkJson.settings(find(caller)));
  }

  /** Saves the settings. New ones are tried first, and then synced both ways. */
  Response save(Request request, Caller caller) throws ApiProblem {
    Optional<Link> current = links.find(caller.workspace());
    Optional<LinkSettings> before = current.map(Link::settings);
    LinkSettings settings = SettingsBody.read(request.json(), before);
    boolean sameFiles = before.filter(it -> it.sameFiles(settings)).isPresent();
    boolean sameWay =
        before.filter(it -> it.connection().sameWay(settings.connection())).isPresent();
    LinkSettings tried =
        sameFiles && sameWay ? settings : accept(test.run(caller.workspace(), settings));
    Link saved = store(caller, current, tried, sameFiles);
    hintAtAll(saved);
    return Response.ok(LinkJson.settings(saved));
  }

  /** Lets nothing wait that failed before; a lost race leaves it to the next poll. */
  private void tryAgain(Link link) {
    if (!link.state().failures().isEmpty()) {
      links.advance(link.with(link.state().retriedAt(clock.instant())));
    }
    hintAtAll(link);
  }

  private void hintAtAll(Link link) {
    if (link.state().resync().isPresent() || link.state().restore().isPresent()) {
      hints.resync(link.workspace());
    }
    if (link.state().resync().isPresent()) {
      return;
    }
    hints.outbound(link.workspace());
    hints.inbound(link.workspace());
  }

  /** A flow may note something on the link meanwhile; only other settings are in the way. */
  private Link store(Caller caller, Optional<Link> read, LinkSettings settings, boolean sameFiles) {
    Optional<Link> current = read;
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Optional<Link> saved = write(caller, current, settings, sameFiles);
      if (saved.isPresent()) {
        return saved.get();
      }
      current = links.find(caller.workspace());
      if (!current.map(Link::settings).equals(read.map(Link::settings))) {
        break;
      }
    }
    throw new TryLater("SYNC-002", "The link was changed at the same time.", null);
  }

  private Optional<Link> write(
      Caller caller, Optional<Link> current, LinkSettings settings, boolean sameFiles) {
    LinkState fresh = LinkState.INITIAL.with(new ResyncRequest(caller.user(), clock.instant()));
    if (current.isEmpty()) {
      return links.create(new Link(caller.workspace(), settings, fresh, 0));
    }
    LinkState known = current.get().state();
    long version = current.get().version();
    if (sameFiles) {
      LinkState state = known.retriedAt(clock.instant());
      return links.advance(new Link(caller.workspace(), settings, state, version));
    }
    return links.advance(
        new Link(caller.workspace(), settings, fresh, version),
        List.of(),
        List.of(),
        new ConflictChanges(List.of(), conflicts(current.get())));
  }

  /** The conflicts that are kept. They are about the files of the link as it is. */
  private List<OpenConflict> conflicts(Link link) {
    return link.state().openConflicts() > 0 ? resources.conflicts(link.workspace()) : List.of();
  }

  /** The settings that work, with the host keys that were found. */
  private static LinkSettings accept(ConnectionTest.Result result) throws ApiProblem {
    return switch (result) {
      case ConnectionTest.Works works -> works.settings();
      case ConnectionTest.Fails fails ->
          throw new ApiProblem(422, fails.message(), LinkJson.test(fails));
    };
  }

  /** Keeps credentials that can be read. */
  Response saveCredentials(Request request, Caller caller) throws ApiProblem {
    Credentials given = CredentialsBody.read(request.json());
    remotes.check(given);
    credentials.put(caller.workspace(), given);
    links.find(caller.workspace()).ifPresent(this::tryAgain);
    return Response.noContent();
  }

  /** Believes the keys that the SSH servers on the way show now, in place of those known so far. */
  Response renewHostKeys(Caller caller) throws ApiProblem {
    Link link = find(caller);
    LinkSettings settings = link.settings();
    LinkSettings renewed =
        accept(test.run(caller.workspace(), settings.with(settings.connection().with(Map.of()))));
    Link saved = store(caller, Optional.of(link), renewed, true);
    hintAtAll(saved);
    return Response.ok(LinkJson.settings(saved));
  }

  /** Tries the settings in the body, or those that are saved. */
  Response test(Request request, Caller caller) throws ApiProblem {
    Optional<LinkSettings> current = links.find(caller.workspace()).map(Link::settings);
    Mapping json = request.hasBody() ? request.json() : Mapping.empty();
    return Response.ok(
        LinkJson.test(test.run(caller.workspace(), SettingsBody.read(json, current))));
  }

  Response resync(Request request, Caller caller) throws ApiProblem {
    Link link = find(caller);
    if (request.flag("dryRun")) {
      return Response.ok(LinkJson.plan(resync.plan(link)));
    }
    refusePaused(link);
    if (link.state().resync().isEmpty()) {
      var asked = new ResyncRequest(caller.user(), clock.instant());
      if (links.advance(link.with(link.state().with(asked))).isEmpty()) {
        throw new TryLater("SYNC-002", "The link was changed at the same time.", null);
      }
    }
    hints.resync(caller.workspace());
    return Response.accepted(
        Mapping.of(
            "message", new Text("The full resync is under way; status tells when it is done.")));
  }

  Response pull(Caller caller) throws ApiProblem {
    Link link = find(caller);
    refusePaused(link);
    tryAgain(link);
    return Response.accepted(
        Mapping.of(
            "message", new Text("The branch is being read; activity tells what came of it.")));
  }

  static void refusePaused(Link link) throws ApiProblem {
    if (link.settings().mode() == Mode.PAUSED) {
      throw ApiProblem.conflict("The link is paused. Set paused to false first.");
    }
  }

  Response status(Caller caller) throws ApiProblem {
    Link link = find(caller);
    var waiting = resources.waiting(caller.workspace(), MOST_WAITING);
    var json = new ConflictJson(resources, link, waiting);
    return Response.ok(LinkJson.status(link, waiting, MOST_WAITING, conflicts(link), json));
  }

  private Link find(Caller caller) throws ApiProblem {
    return find(links, caller);
  }

  /** The link of the caller's workspace. */
  static Link find(Links links, Caller caller) throws ApiProblem {
    Optional<Link> link = links.find(caller.workspace());
    if (link.isEmpty()) {
      throw ApiProblem.notFound(
          "Workspace %s has no link yet. Make one with PUT /api/v1/git-sync."
              .formatted(caller.workspace()));
    }
    return link.get();
  }
}
