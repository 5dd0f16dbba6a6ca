package dev.gitsync.functions.api;

import dev.gitsync.core.plan.RestorePlan;
import dev.gitsync.core.plan.RestorePlan.Leave;
import dev.gitsync.core.plan.RestorePlan.Step;
import dev.gitsync.core.problem.Problem;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.RestoreFlow;
import dev.gitsync.flows.RestorePoints;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkState.RestoreRequest;
import dev.gitsync.flows.port.Hints;
import dev.gitsync.flows.port.Links;
import java.time.InstantSource;
import java.util.Optional;

/** Makes a workspace, or one resource of it, be what it was. */
record RestoreApi(
    Links links, RestorePoints points, RestoreFlow flow, Hints hints, InstantSource clock) {

  Response restore(Request request, Caller caller) throws ApiProblem {
    RestoreBody body = RestoreBody.read(request.json());
    boolean isDryRun = request.flag("dryRun");
    Link link = LinkApi.find(links, caller);
    if (link.state().lastRead().isEmpty()) {
      throw ApiProblem.conflict("The first sync is not through yet. Status tells when it is.");
    }
    CommitId commit = commit(caller, body.point());
    if (isDryRun) {
      return Response.ok(RestoreJson.plan(commit, flow.plan(link, commit, body.resource())));
    }
    LinkApi.refusePaused(link);
    return body.resource().isPresent()
        ? restore(caller, link, commit, body.resource().get())
        : ask(caller, link, commit);
  }

  /** Takes back a restore of the workspace. What it has restored so far stays. */
  Response cancel(Caller caller) throws ApiProblem {
    Attempts.run(
        () -> {
          Link link = LinkApi.find(links, caller);
          if (link.state().restore().isEmpty()) {
            throw ApiProblem.conflict("No restore is under way.");
          }
          return links.advance(
              link.with(
                  link.state()
                      .withRestore(Optional.empty())
                      .with(RestoreFlow.NAME, Optional.empty())));
        });
    return Response.noContent();
  }

  private CommitId commit(Caller caller, RestoreBody.Point point) throws ApiProblem {
    return switch (point) {
      case RestoreBody.AtCommit(var commit) -> commit;
      case RestoreBody.AtTime(var time) ->
          points
              .at(caller.workspace(), time)
              .orElseThrow(
                  () ->
                      ApiProblem.invalid(
                          "at", "The activity log does not go back so far. Give a commit."));
    };
  }

  /** One resource, at once. */
  private Response restore(Caller caller, Link link, CommitId commit, ResourceRef ref)
      throws ApiProblem {
    var request = new RestoreRequest(caller.user(), clock.instant(), commit);
    RestorePlan plan = flow.plan(link, commit, Optional.of(ref));
    if (!plan.problems().isEmpty()) {
      Problem problem = plan.problems().getFirst();
      throw new ApiProblem(
          422,
          "%s cannot be what it was: at that commit, %s".formatted(ref, problem.message()),
          LinkJson.problem(problem));
    }
    Optional<Step> step = plan.step(ref);
    if (step.isEmpty()) {
      throw ApiProblem.notFound("There is no %s, and there was none then.".formatted(ref));
    }
    if (step.get() instanceof Leave) {
      throw ApiProblem.conflict(
          ("%s was not there then, and stays: something uses it, or the deletion policy does not"
                  + " delete. Delete it yourself if that is meant.")
              .formatted(ref));
    }
    if (!flow.restore(link, request, step.get())) {
      throw ApiProblem.conflict("%s was edited at the same time. Try again.".formatted(ref));
    }
    return Response.accepted(RestoreJson.step(step.get()).with("commit", new Text(commit.value())));
  }

  /** The whole workspace, later. Takes the place of one that is under way. */
  private Response ask(Caller caller, Link link, CommitId commit) throws ApiProblem {
    flow.check(link, commit);
    var asked = new RestoreRequest(caller.user(), clock.instant(), commit);
    Attempts.run(
        () -> {
          Link now = LinkApi.find(links, caller);
          return links.advance(now.with(now.state().withRestore(Optional.of(asked))));
        });
    hints.resync(caller.workspace());
    return Response.accepted(
        Mapping.of("commit", new Text(commit.value()))
            .with("message", "The restore is under way; status tells when it is done."));
  }
}
