package dev.gitsync.adapters.dynamodb;

import dev.gitsync.core.plan.Policies;
import dev.gitsync.core.problem.Problem;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.core.yaml.Position;
import dev.gitsync.flows.link.Connection;
import dev.gitsync.flows.link.Failure;
import dev.gitsync.flows.link.HostSettings;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.LinkSettings.Mode;
import dev.gitsync.flows.link.LinkState;
import dev.gitsync.flows.link.LinkState.ManifestState;
import dev.gitsync.flows.link.LinkState.Requests;
import dev.gitsync.flows.link.LinkState.RestoreRequest;
import dev.gitsync.flows.link.LinkState.ResyncRequest;
import dev.gitsync.flows.link.PollSlot;
import dev.gitsync.flows.link.RepositoryUrl;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the items of the links table look like. */
final class LinkItems {

  static final String KEY = "workspace";
  static final String VERSION = "version";
  static final String SLOT = "pollSlot";
  static final String PLACE = "place";

  /** A key of DynamoDB has 2,048 bytes at most, and a character up to three here. */
  private static final int LONGEST_PLACE = 600;

  private LinkItems() {}

  static Item key(WorkspaceId workspace) {
    return Item.empty().with(KEY, workspace.value());
  }

  /** The key of the item that an index has found. */
  static Item keyOf(Item found) {
    return Item.empty().with(KEY, found.text(KEY));
  }

  static Item item(Link link) {
    LinkState state = link.state();
    Item item =
        key(link.workspace())
            .with(VERSION, link.version())
            .with("repository", link.settings().repository().value())
            .with(PLACE, place(link.settings().repository().place()))
            .with("branch", link.settings().branch())
            .with("folder", link.settings().folder())
            .with("mode", link.settings().mode().name())
            .with("connection", ConnectionJson.write(link.settings().connection()))
            .with("policies", PoliciesJson.write(link.settings().policies()))
            .with("hosting", HostingJson.write(link.settings().hosting()))
            .with("problems", problems(state.problems()))
            .with("problemCount", state.problemCount())
            .with("failures", failures(state.failures()))
            .with("manifest", state.manifest().name())
            .with("openConflicts", state.openConflicts());
    if (state.lastRead().isPresent()) {
      item = item.with("lastRead", state.lastRead().get().value());
    }
    if (state.delivered().isPresent()) {
      item = item.with("delivered", state.delivered().get().value());
    }
    if (state.heldUntil().isPresent()) {
      item = item.with("heldUntil", state.heldUntil().get());
    }
    if (state.webhook().isPresent()) {
      item = item.with("webhookAt", state.webhook().get());
    }
    if (state.deletions().isPresent()) {
      item = item.with("deletions", HeldDeletionsJson.write(state.deletions().get()));
    }
    if (state.proposal().isPresent()) {
      item = item.with("proposal", ProposalJson.write(state.proposal().get()));
    }
    Optional<PollSlot> slot = PollSlot.of(link);
    return requested(
        slot.isPresent() ? item.with(SLOT, slot.get().toString()) : item, state.requests());
  }

  /** {@code git.example/team/data}, cut where it is very long: readers look twice. */
  static String place(RepositoryUrl.Place place) {
    String text = place.host() + "/" + place.path();
    return text.substring(0, Math.min(text.length(), LONGEST_PLACE));
  }

  private static Item requested(Item item, Requests requests) {
    Item next = item;
    if (requests.resync().isPresent()) {
      ResyncRequest resync = requests.resync().get();
      next =
          next.with("resyncAt", resync.at())
              .with("resyncName", resync.by().name())
              .with("resyncEmail", resync.by().email());
    }
    if (requests.restore().isPresent()) {
      RestoreRequest restore = requests.restore().get();
      next =
          next.with("restoreAt", restore.at())
              .with("restoreName", restore.by().name())
              .with("restoreEmail", restore.by().email())
              .with("restoreCommit", restore.commit().value());
    }
    return next;
  }

  static Link link(Item item) {
    return new Link(
        new WorkspaceId(item.text(KEY)), settings(item), state(item), item.number(VERSION));
  }

  private static LinkSettings settings(Item item) {
    return new LinkSettings(
        new RepositoryUrl(item.text("repository")),
        item.text("branch"),
        item.text("folder"),
        Mode.valueOf(item.text("mode")),
        item.findJson("connection").map(ConnectionJson::read).orElse(Connection.DIRECT),
        item.findJson("policies").map(PoliciesJson::read).orElse(Policies.DEFAULT),
        item.findJson("hosting").map(HostingJson::read).orElse(HostSettings.DEFAULT));
  }

  private static LinkState state(Item item) {
    return new LinkState(
        item.findText("lastRead").map(CommitId::new),
        problems(item.json("problems")),
        (int) item.number("problemCount"),
        failures(item.json("failures")),
        requests(item),
        item.findText("heldUntil").map(Instant::parse),
        ManifestState.valueOf(item.text("manifest")),
        item.findText("webhookAt").map(Instant::parse),
        item.findNumber("openConflicts").map(Math::toIntExact).orElse(0),
        item.findJson("deletions").map(HeldDeletionsJson::read),
        item.findText("delivered").map(CommitId::new),
        item.findJson("proposal").map(ProposalJson::read));
  }

  private static Requests requests(Item item) {
    return new Requests(
        item.findText("resyncAt")
            .map(
                at ->
                    new ResyncRequest(
                        new Person(item.text("resyncName"), item.text("resyncEmail")),
                        Instant.parse(at))),
        item.findText("restoreAt")
            .map(
                at ->
                    new RestoreRequest(
                        new Person(item.text("restoreName"), item.text("restoreEmail")),
                        Instant.parse(at),
                        new CommitId(item.text("restoreCommit")))));
  }

  private static Mapping problems(List<Problem> problems) {
    return Mapping.of(
        "problems",
        new Sequence(
            problems.stream()
                .<Node>map(
                    problem ->
                        Mapping.of("code", new Text(problem.code()))
                            .with("file", problem.file().value())
                            .with("line", Num.of(problem.position().line()))
                            .with("column", Num.of(problem.position().column()))
                            .with("message", problem.message())
                            .with("remedy", problem.remedy()))
                .toList()));
  }

  private static List<Problem> problems(Mapping json) {
    return ((Sequence) json.get("problems").orElseThrow())
        .items().stream()
            .map(Mapping.class::cast)
            .map(
                problem ->
                    new Problem(
                        text(problem, "code"),
                        new RepoPath(text(problem, "file")),
                        new Position(number(problem, "line"), number(problem, "column")),
                        text(problem, "message"),
                        text(problem, "remedy")))
            .toList();
  }

  private static Mapping failures(Map<String, Failure> failures) {
    Mapping json = Mapping.empty();
    for (Map.Entry<String, Failure> entry : failures.entrySet()) {
      Failure failure = entry.getValue();
      json =
          json.with(
              entry.getKey(),
              Mapping.of("code", new Text(failure.code()))
                  .with("message", failure.message())
                  .with("remedy", failure.remedy())
                  .with("since", failure.since().toString())
                  .with("attempts", Num.of(failure.attempts()))
                  .with("retryAt", failure.retryAt().toString()));
    }
    return json;
  }

  private static Map<String, Failure> failures(Mapping json) {
    var failures = new HashMap<String, Failure>();
    json.entries()
        .forEach(
            (flow, value) -> {
              Mapping failure = (Mapping) value;
              failures.put(
                  flow,
                  new Failure(
                      text(failure, "code"),
                      text(failure, "message"),
                      text(failure, "remedy"),
                      Instant.parse(text(failure, "since")),
                      number(failure, "attempts"),
                      Instant.parse(text(failure, "retryAt"))));
            });
    return failures;
  }

  private static String text(Mapping json, String key) {
    return json.text(key).orElseThrow();
  }

  private static int number(Mapping json, String key) {
    return ((Num) json.get(key).orElseThrow()).value().intValueExact();
  }
}
