package dev.gitsync.functions.api;

import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.OpenConflict;
import dev.gitsync.core.change.OpenConflict.Decision;
import dev.gitsync.core.merge.Conflict;
import dev.gitsync.core.plan.DeletionGuard;
import dev.gitsync.core.plan.ResyncPlan;
import dev.gitsync.core.problem.Problem;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Bool;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Null;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.ConnectionTest;
import dev.gitsync.flows.link.Connection;
import dev.gitsync.flows.link.Failure;
import dev.gitsync.flows.link.HeldDeletions;
import dev.gitsync.flows.link.HostSettings.Checks;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.LinkState;
import dev.gitsync.flows.link.LinkState.RestoreRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Links, their state and their activity as answers show them. */
final class LinkJson {

  /** How many conflicts the state shows; there is a list of all. */
  private static final int MOST_CONFLICTS = 50;

  private LinkJson() {}

  static Mapping settings(Link link) {
    LinkSettings settings = link.settings();
    return Mapping.of("workspaceId", new Text(link.workspace().value()))
        .with("repository", settings.repository().value())
        .with("branch", settings.branch())
        .with("path", settings.folder())
        .with("paused", new Bool(settings.mode() == LinkSettings.Mode.PAUSED))
        .with("bastion", bastion(settings.connection()))
        .with("certificates", text(settings.connection().certificates()))
        .with("hostKeys", hostKeys(settings.connection()))
        .with("conflictPolicy", Words.of(settings.policies().conflicts()))
        .with("deletionPolicy", Words.of(settings.policies().deletions()))
        .with("deletionGuard", guard(settings.policies().guard()))
        .with("host", host(settings))
        .with("delivery", Words.of(settings.hosting().delivery()))
        .with("pullRequestChecks", new Bool(settings.hosting().checks() == Checks.ON));
  }

  private static Mapping host(LinkSettings settings) {
    return Mapping.of(HostingBody.KIND, new Text(settings.host().word()))
        .with(HostingBody.API, text(settings.hosting().api().map(URI::toString)));
  }

  private static Mapping guard(DeletionGuard guard) {
    return Mapping.of(PoliciesBody.RESOURCES, Num.of(guard.resources()))
        .with(PoliciesBody.PERCENT, Num.of(guard.percent()));
  }

  private static Node bastion(Connection connection) {
    return connection
        .bastion()
        .<Node>map(
            it ->
                Mapping.of("host", new Text(it.host()))
                    .with("port", Num.of(it.port()))
                    .with("user", it.user()))
        .orElse(new Null());
  }

  /** As {@code ssh-keygen -l} shows them, so that they can be compared with what the host says. */
  private static Node hostKeys(Connection connection) {
    return list(
        List.copyOf(new TreeMap<>(connection.hostKeys()).entrySet()),
        entry ->
            Mapping.of("host", new Text(entry.getKey()))
                .with("type", entry.getValue().type())
                .with("fingerprint", entry.getValue().fingerprint()));
  }

  static Mapping test(ConnectionTest.Result result) {
    return switch (result) {
      case ConnectionTest.Works(var message, var settings) ->
          Mapping.of("ok", new Bool(true))
              .with("message", message)
              .with("hostKeys", hostKeys(settings.connection()));
      case ConnectionTest.Fails(var code, var message, var remedy) ->
          Mapping.of("ok", new Bool(false))
              .with("code", code)
              .with("message", message)
              .with("remedy", remedy);
    };
  }

  /**
   * The state of a link.
   *
   * @param waiting the changes that wait, the first {@code mostWaiting}
   * @param conflicts those that are kept, all of them
   */
  static Mapping status(
      Link link,
      List<Change> waiting,
      int mostWaiting,
      List<OpenConflict> conflicts,
      ConflictJson json) {
    LinkState state = link.state();
    List<Node> shown = conflicts.stream().limit(MOST_CONFLICTS).<Node>map(json::show).toList();
    return Mapping.of("health", new Text(health(link, conflicts)))
        .with("branch", link.settings().branch())
        .with("lastCommit", text(state.lastRead()))
        .with("pendingChanges", Num.of(waiting.size()))
        .with("pendingChangesAreAll", new Bool(waiting.size() < mostWaiting))
        .with("oldestPendingAt", text(waiting.stream().findFirst().map(Change::at)))
        .with(
            "proposal",
            state.proposal().<Node>map(it -> ProposalApi.show(it, waiting)).orElse(new Null()))
        .with("resync", state.resync().isPresent() ? "running" : "none")
        .with("restore", state.restore().<Node>map(LinkJson::restore).orElse(new Null()))
        .with("failures", failures(state.failures()))
        .with("problemCount", Num.of(state.problemCount()))
        .with("problems", problems(state.problems()))
        .with("conflictCount", Num.of(conflicts.size()))
        .with("conflicts", new Sequence(AnswerSize.fitting(shown)))
        .with("deletions", state.deletions().<Node>map(LinkJson::deletions).orElse(new Null()))
        .with("webhookProvenAt", text(state.webhook()));
  }

  static Mapping deletions(HeldDeletions held) {
    return Mapping.of("inbound", Num.of(held.inbound()))
        .with("outbound", Num.of(held.outbound()))
        .with("since", held.since().toString())
        .with("answer", Words.of(held.answer()))
        .with("answeredBy", held.by().<Node>map(LinkJson::person).orElse(new Null()));
  }

  private static String health(Link link, List<OpenConflict> conflicts) {
    LinkState state = link.state();
    if (link.settings().mode() == LinkSettings.Mode.PAUSED) {
      return "paused";
    }
    if (!state.failures().isEmpty()) {
      return "failing";
    }
    if (state.resync().isPresent() || state.restore().isPresent()) {
      return "syncing";
    }
    if (isUndecided(state, conflicts)) {
      return "undecided";
    }
    if (state.problemCount() > 0) {
      return "problems";
    }
    return state.proposal().isPresent() ? "waiting" : "ok";
  }

  /** Whether something waits for somebody to decide it. */
  private static boolean isUndecided(LinkState state, List<OpenConflict> conflicts) {
    return conflicts.stream().anyMatch(it -> it.decision() == Decision.HELD)
        || state.deletions().filter(it -> !it.isAnswered()).isPresent();
  }

  private static Node failures(Map<String, Failure> failures) {
    return list(
        List.copyOf(new TreeMap<>(failures).entrySet()),
        entry ->
            Mapping.of("flow", new Text(entry.getKey()))
                .with("code", entry.getValue().code())
                .with("message", entry.getValue().message())
                .with("remedy", entry.getValue().remedy())
                .with("since", entry.getValue().since().toString())
                .with("attempts", Num.of(entry.getValue().attempts()))
                .with("retryAt", entry.getValue().retryAt().toString()));
  }

  private static Mapping restore(RestoreRequest request) {
    return Mapping.of("commit", new Text(request.commit().value()))
        .with("by", person(request.by()))
        .with("at", request.at().toString());
  }

  /** The first of some problems. */
  static Sequence problems(List<Problem> problems) {
    return list(problems.stream().limit(LinkState.MOST_PROBLEMS).toList(), LinkJson::problem);
  }

  static Mapping problem(Problem problem) {
    return Mapping.of("code", new Text(problem.code()))
        .with("file", problem.file().value())
        .with("line", Num.of(problem.position().line()))
        .with("column", Num.of(problem.position().column()))
        .with("message", problem.message())
        .with("remedy", problem.remedy());
  }

  static Mapping plan(ResyncPlan plan) {
    return Mapping.of("writes", list(plan.writes(), LinkJson::write))
        .with("reads", list(plan.unmatched(), path -> new Text(path.value())));
  }

  private static Node write(ResyncPlan.Write write) {
    RepoPath path = write.file().path();
    return Mapping.of("file", new Text(path.value()))
        .with("action", Words.of(write.kind()))
        .with("overwrites", conflicts(write.file().conflicts()));
  }

  private static Node conflicts(List<Conflict> conflicts) {
    return list(
        conflicts,
        conflict ->
            Mapping.of("field", new Text(conflict.fieldName()))
                .with("workspace", conflict.workspace().orElse(new Null()))
                .with("git", conflict.git().orElse(new Null())));
  }

  static Mapping activity(Activity entry) {
    return Mapping.of("id", new Text(entry.id()))
        .with("direction", entry.direction().name())
        .with("at", entry.at().toString())
        .with("actor", person(entry.actor()))
        .with("resource", resource(entry.ref(), entry.name()))
        .with("action", Words.of(entry.action()))
        .with("outcome", Words.of(entry.outcome()))
        .with("commit", text(entry.commit()))
        .with("before", document(entry.before()))
        .with("after", document(entry.after()))
        .with("conflicts", conflicts(entry.conflicts()))
        .with("tip", text(entry.tip()))
        .with("renamedFrom", entry.renamedFrom().<Node>map(LinkJson::ref).orElse(new Null()));
  }

  private static Mapping ref(ResourceRef ref) {
    return Mapping.of("kind", new Text(ref.kind().singular())).with("slug", ref.slug().value());
  }

  private static Node document(Mapping document) {
    return document.entries().isEmpty() ? new Null() : document;
  }

  private static Mapping person(Person person) {
    return Mapping.of("name", new Text(person.name())).with("email", person.email());
  }

  static Mapping resource(ResourceRef ref, String name) {
    return ref(ref).with("name", name);
  }

  static Node text(Optional<?> value) {
    return value.<Node>map(it -> new Text(it.toString())).orElse(new Null());
  }

  private static <T> Sequence list(List<T> items, Function<T, Node> shown) {
    return new Sequence(items.stream().map(shown).toList());
  }
}
