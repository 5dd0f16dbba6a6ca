package dev.gitsync.functions.api;

import dev.gitsync.core.change.Activity;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Null;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.ConnectionTest;
import dev.gitsync.flows.ResyncFlow;
import dev.gitsync.flows.TryLater;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.LinkSettings.Mode;
import dev.gitsync.flows.link.LinkState;
import dev.gitsync.flows.link.LinkState.ResyncRequest;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.ActivityLog;
import dev.gitsync.flows.port.CredentialStore;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.Hints;
import dev.gitsync.flows.port.Links;
import dev.gitsync.flows.port.Resources;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The link of a workspace: its settings, credentials, state and activity. */
record LinkApi(
    Links links,
    Resources resources,
    ActivityLog log,
    CredentialStore credentials,
    ConnectionTest test,
    ResyncFlow resync,
    Hints hints,
    InstantSource clock) {

  private static final List<String> SETTINGS = List.of("repository", "branch", "path", "paused");
  private static final int MOST_WAITING = 1_000;

  /** Leaves room for the longest slug. */
  private static final int LONGEST_FOLDER = 500;

  private static final int LONGEST_SECRET = 4_000;

  Response read(Caller caller) throws ApiProblem {
    return Response.ok(LinkJson.settings(find(caller)));
  }

  /** Saves the settings. New ones are tried first, and then synced both ways. */
  Response save(Request request, Caller caller) throws ApiProblem {
    Optional<Link> current = links.find(caller.workspace());
    LinkSettings settings = settings(request.json(), current.map(Link::settings));
    boolean sameFiles = current.filter(it -> it.settings().sameFiles(settings)).isPresent();
    if (!sameFiles) {
      refuseFailing(test.run(caller.workspace(), settings));
    }
    Link saved = store(caller, current, settings, sameFiles);
    if (saved.state().resync().isPresent()) {
      hints.resync(caller.workspace());
    } else {
      hintAtAll(caller);
    }
    return Response.ok(LinkJson.settings(saved));
  }

  private void hintAtAll(Caller caller) {
    hints.outbound(caller.workspace());
    hints.inbound(caller.workspace());
  }

  private Link store(
      Caller caller, Optional<Link> current, LinkSettings settings, boolean sameFiles) {
    LinkState fresh = LinkState.INITIAL.with(new ResyncRequest(caller.user(), clock.instant()));
    Optional<Link> saved =
        current.isEmpty()
            ? links.create(new Link(caller.workspace(), settings, fresh, 0))
            : links.advance(
                new Link(
                    caller.workspace(),
                    settings,
                    sameFiles ? current.get().state() : fresh,
                    current.get().version()));
    return saved.orElseThrow(
        () -> new TryLater("SYNC-002", "The link was changed at the same time.", null));
  }

  private static void refuseFailing(ConnectionTest.Result result) throws ApiProblem {
    if (result instanceof ConnectionTest.Fails fails) {
      throw new ApiProblem(422, fails.message(), LinkJson.test(fails));
    }
  }

  private static LinkSettings settings(Mapping json, Optional<LinkSettings> current)
      throws ApiProblem {
    var body = new Body(json, SETTINGS);
    String repository = body.text("repository", current.map(it -> it.repository().value()));
    String branch = body.text("branch", current.map(LinkSettings::branch));
    String path = body.optionalText("path", current.map(LinkSettings::folder).orElse(""));
    boolean paused =
        body.flag("paused", current.filter(it -> it.mode() == Mode.PAUSED).isPresent());
    Optional<RepositoryUrl> url = RepositoryUrl.parse(repository);
    if (url.isEmpty()) {
      body.refuse("repository", "It must be an https address, without user name or token in it.");
    }
    if (LinkSettings.parseBranch(branch).isEmpty()) {
      body.refuse("branch", "It must be the name of a branch.");
    }
    Optional<String> folder = folder(path);
    if (folder.isEmpty()) {
      body.refuse("path", "It must be a folder in the repository, without .. or a leading slash.");
    }
    body.check();
    return new LinkSettings(
        url.orElseThrow(), branch, folder.orElseThrow(), paused ? Mode.PAUSED : Mode.RUNNING);
  }

  private static Optional<String> folder(String path) {
    return path.isEmpty() || path.equals(".") || path.equals("./")
        ? Optional.of("")
        : RepoPath.parse(path).map(RepoPath::value).filter(it -> it.length() <= LONGEST_FOLDER);
  }

  Response saveCredentials(Request request, Caller caller) throws ApiProblem {
    var body = new Body(request.json(), List.of("username", "token"));
    String username = body.text("username", Optional.empty());
    String token = body.text("token", Optional.empty());
    if (username.contains(":") || !isHeaderSafe(username)) {
      body.refuse("username", "It must be one line without a colon.");
    }
    if (!isHeaderSafe(token)) {
      body.refuse("token", "It must be one line.");
    }
    body.check();
    credentials.put(caller.workspace(), new Credentials(username, token));
    hintAtAll(caller);
    return Response.noContent();
  }

  private static boolean isHeaderSafe(String secret) {
    return secret.length() <= LONGEST_SECRET
        && secret.chars().noneMatch(c -> c < 0x20 || c == 0x7f);
  }

  /** Tries the settings in the body, or those that are saved. */
  Response test(Request request, Caller caller) throws ApiProblem {
    Optional<LinkSettings> current = links.find(caller.workspace()).map(Link::settings);
    Mapping json = request.hasBody() ? request.json() : Mapping.empty();
    return Response.ok(LinkJson.test(test.run(caller.workspace(), settings(json, current))));
  }

  Response resync(Request request, Caller caller) throws ApiProblem {
    Link link = find(caller);
    String dryRun = request.parameter("dryRun").orElse("false");
    if (dryRun.equals("true")) {
      return Response.ok(LinkJson.plan(resync.plan(link)));
    }
    if (!dryRun.equals("false")) {
      throw ApiProblem.badRequest("Parameter dryRun must be true or false.");
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
    refusePaused(find(caller));
    hintAtAll(caller);
    return Response.accepted(
        Mapping.of(
            "message", new Text("The branch is being read; activity tells what came of it.")));
  }

  private static void refusePaused(Link link) throws ApiProblem {
    if (link.settings().mode() == Mode.PAUSED) {
      throw ApiProblem.conflict("The link is paused. Set paused to false first.");
    }
  }

  Response status(Caller caller) throws ApiProblem {
    Link link = find(caller);
    var waiting = resources.waiting(caller.workspace(), MOST_WAITING);
    return Response.ok(LinkJson.status(link, waiting, MOST_WAITING));
  }

  Response activity(Request request, Caller caller) throws ApiProblem {
    int limit = request.number("limit", 20, 1, 100);
    Optional<String> before = request.parameter("before");
    if (before.filter(it -> !it.matches("[0-9a-f-]{1,60}")).isPresent()) {
      throw ApiProblem.badRequest("Parameter before must be the id of an entry.");
    }
    List<Activity> found = log.page(caller.workspace(), before, limit);
    List<Node> data = AnswerSize.fitting(found.stream().<Node>map(LinkJson::activity).toList());
    boolean isLast = found.size() < limit && data.size() == found.size();
    Node next = isLast ? new Null() : new Text(found.get(data.size() - 1).id());
    return Response.ok(Mapping.of("data", new Sequence(data)).with("next", next));
  }

  private Link find(Caller caller) throws ApiProblem {
    Optional<Link> link = links.find(caller.workspace());
    if (link.isEmpty()) {
      throw ApiProblem.notFound(
          "Workspace %s has no link yet. Make one with PUT /api/v1/git-sync."
              .formatted(caller.workspace()));
    }
    return link.get();
  }
}
