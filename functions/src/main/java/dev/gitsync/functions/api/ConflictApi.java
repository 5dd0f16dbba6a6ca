package dev.gitsync.functions.api;

import dev.gitsync.core.change.OpenConflict;
import dev.gitsync.core.change.OpenConflict.Decision;
import dev.gitsync.core.change.Purpose;
import dev.gitsync.core.merge.Side;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Bool;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Null;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.flows.Removal;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.port.Hints;
import dev.gitsync.flows.port.Links;
import dev.gitsync.flows.port.Resources;
import dev.gitsync.flows.port.Resources.Edit;
import java.util.List;
import java.util.Optional;

/**
 * Fields that both sides changed, and deletions that wait for somebody's word: shows them, and does
 * what somebody decides. A decision is an edit of the resource like any other, so it is carried to
 * Git, and shown in the log, like any other.
 */
record ConflictApi(Links links, Resources resources, Removal removal, Hints hints) {

  private static final int MOST_WAITING = 1_000;

  Response list(Request request, Caller caller) throws ApiProblem {
    int limit = request.number("limit", 100, 1, 1_000);
    int offset = request.number("offset", 0, 0, Integer.MAX_VALUE);
    Link link = LinkApi.find(links, caller);
    List<OpenConflict> all = resources.conflicts(caller.workspace());
    var json =
        new ConflictJson(resources, link, resources.waiting(caller.workspace(), MOST_WAITING));
    List<Node> page =
        AnswerSize.fitting(all.stream().skip(offset).limit(limit).<Node>map(json::show).toList());
    int next = Math.min(offset, all.size()) + page.size();
    return Response.ok(
        Mapping.of("data", new Sequence(page))
            .with("count", Num.of(all.size()))
            .with("next", next < all.size() ? Num.of(next) : new Null()));
  }

  /** Does what the body chooses. The conflict is in the answer if it is open until it is in Git. */
  Response decide(Request request, Caller caller, String id) throws ApiProblem {
    Choice choice = Choice.read(request.json());
    return Attempts.run(
        () -> {
          OpenConflict conflict = open().find(caller, id);
          if (conflict.isDeletion()) {
            return decideDeletion(caller, conflict, choice);
          }
          return conflict.decision() == Decision.HELD
              ? settle(caller, conflict, choice)
              : overrule(caller, conflict, choice);
        });
  }

  /** Takes a conflict off the list that needs no decision. */
  Response dismiss(Caller caller, String id) throws ApiProblem {
    OpenConflict conflict = open().find(caller, id);
    if (conflict.decision() == Decision.HELD
        && resources.find(caller.workspace(), conflict.ref()).isPresent()) {
      throw ApiProblem.conflict(
          "This waits for a decision: POST {\"take\":\"workspace\"} or {\"take\":\"git\"} instead.");
    }
    return closed(caller, conflict);
  }

  private OpenConflicts open() {
    return new OpenConflicts(links, resources);
  }

  private Response closed(Caller caller, OpenConflict conflict) throws ApiProblem {
    open().close(caller, conflict);
    return Response.noContent();
  }

  /** Nobody has decided yet: an edit that counts on both sides; who delivers it closes this. */
  private Optional<Response> settle(Caller caller, OpenConflict conflict, Choice choice)
      throws ApiProblem {
    StoredResource current = current(caller, conflict);
    var waiting = resources.waiting(caller.workspace(), Integer.MAX_VALUE);
    Resource after = chosen(caller, conflict, choice, current);
    if (ConflictJson.isSettling(conflict, waiting)) {
      if (!after.equals(current.resource())) {
        throw ApiProblem.conflict(
            "This was decided already and is on its way to Git. Edit %s instead."
                .formatted(conflict.ref()));
      }
    } else {
      var purpose = new Purpose.Resolution(conflict.field(), conflict.conflict().git());
      if (!acceptDecision(caller, conflict, current, after, purpose)) {
        return Optional.empty();
      }
    }
    hints.outbound(caller.workspace());
    var json = new ConflictJson(resources, LinkApi.find(links, caller), waiting);
    return Optional.of(Response.accepted(json.show(conflict).with("settling", new Bool(true))));
  }

  /** One side has won: an edit where that is to change, and it is off the list. */
  private Optional<Response> overrule(Caller caller, OpenConflict conflict, Choice choice)
      throws ApiProblem {
    Side winner = conflict.decision() == Decision.GIT ? Side.GIT : Side.WORKSPACE;
    if (!choice.equals(new Choice.Take(winner))) {
      StoredResource current = current(caller, conflict);
      Resource after = chosen(caller, conflict, choice, current);
      if (!after.equals(current.resource())) {
        if (!accept(caller, current, after, Purpose.EDIT)) {
          return Optional.empty();
        }
        hints.outbound(caller.workspace());
      }
    }
    return Optional.of(closed(caller, conflict));
  }

  private Optional<Response> decideDeletion(Caller caller, OpenConflict conflict, Choice choice)
      throws ApiProblem {
    if (!(choice instanceof Choice.Take(var side))) {
      throw ApiProblem.invalid(
          "value", "This is about the whole %s. Take workspace or git.".formatted(conflict.ref()));
    }
    Optional<StoredResource> current = resources.find(caller.workspace(), conflict.ref());
    boolean isDone =
        current.isEmpty()
            || switch (side) {
              case WORKSPACE -> keep(caller, conflict, current.get());
              case GIT -> remove(caller, conflict, current.get());
            };
    return isDone ? Optional.of(closed(caller, conflict)) : Optional.empty();
  }

  /** The resource stays: its file is written again. */
  private boolean keep(Caller caller, OpenConflict conflict, StoredResource current) {
    boolean isDone =
        ConflictJson.isSettling(conflict, resources.waiting(caller.workspace(), Integer.MAX_VALUE))
            || accept(caller, current, current.resource(), new Purpose.Recreation());
    hints.outbound(caller.workspace());
    return isDone;
  }

  /**
   * The resource goes as its file did. An edit that comes in after it was read makes this fail by
   * its revision.
   */
  private boolean remove(Caller caller, OpenConflict conflict, StoredResource current)
      throws ApiProblem {
    Link link = LinkApi.find(links, caller);
    new Lookup(resources, caller.workspace()).refuseUsed(current.ref());
    if (resources.waiting(caller.workspace(), Integer.MAX_VALUE).stream()
        .anyMatch(change -> change.ref().equals(current.ref()))) {
      throw ApiProblem.conflict(
          "An edit of %s is on its way to Git and will write its file again. Delete it instead."
              .formatted(current.ref()));
    }
    return removal.remove(
        link,
        current,
        caller.user(),
        conflict.commit().or(() -> link.state().lastRead()).orElseThrow());
  }

  /** The workspace may have put something else where Git has the field. */
  private boolean acceptDecision(
      Caller caller, OpenConflict conflict, StoredResource current, Resource after, Purpose purpose)
      throws ApiProblem {
    try {
      return accept(caller, current, after, purpose);
    } catch (IllegalArgumentException e) {
      throw unsettable(conflict, current);
    }
  }

  private boolean accept(Caller caller, StoredResource current, Resource after, Purpose purpose) {
    var edit =
        new Edit(
            caller.workspace(),
            caller.user(),
            Optional.of(current),
            Optional.of(after),
            current.extras(),
            purpose);
    return resources.accept(edit).isPresent();
  }

  private StoredResource current(Caller caller, OpenConflict conflict) throws ApiProblem {
    return resources
        .find(caller.workspace(), conflict.ref())
        .orElseThrow(
            () ->
                ApiProblem.conflict(
                    "%s is not there any more. Dismiss the conflict with DELETE."
                        .formatted(conflict.ref())));
  }

  /** The resource with the chosen value. */
  private Resource chosen(
      Caller caller, OpenConflict conflict, Choice choice, StoredResource current)
      throws ApiProblem {
    Mapping document = current.resource().document();
    Optional<Node> value =
        switch (choice) {
          case Choice.Value(var given) -> Optional.of(given);
          case Choice.Take(var side) when side == Side.GIT -> conflict.conflict().git();
          case Choice.Take take when conflict.decision() == Decision.GIT ->
              conflict.conflict().workspace();
          case Choice.Take take -> document.get(conflict.field());
        };
    try {
      Mapping after =
          value
              .map(it -> document.with(conflict.field(), it))
              .orElseGet(() -> document.without(conflict.field()));
      return new DocumentCheck(resources, caller.workspace()).resource(current.ref(), after);
    } catch (IllegalArgumentException e) {
      throw unsettable(conflict, current);
    }
  }

  private static ApiProblem unsettable(OpenConflict conflict, StoredResource current) {
    return new ApiProblem(
        422,
        "Field %s of %s cannot be set to this. Edit the %s instead."
            .formatted(
                conflict.conflict().fieldName(), current.ref(), current.ref().kind().singular()),
        Mapping.empty());
  }
}
