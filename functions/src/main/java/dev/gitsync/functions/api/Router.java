package dev.gitsync.functions.api;

import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.ConnectionTest;
import dev.gitsync.flows.NeedsUser;
import dev.gitsync.flows.RestorePoints;
import dev.gitsync.flows.TryLater;
import dev.gitsync.flows.port.Members;
import dev.gitsync.functions.Wiring;
import java.util.List;
import java.util.Optional;

/** Finds what a request asks for, once the caller is known. */
public final class Router {

  private final Members members;
  private final ResourceApi resources;
  private final LinkApi link;
  private final ConflictApi conflicts;
  private final DeletionApi deletions;
  private final ProposalApi proposals;
  private final ActivityApi activity;
  private final RestoreApi restore;
  private final HostApi host;

  Router(
      Members members,
      ResourceApi resources,
      LinkApi link,
      ConflictApi conflicts,
      DeletionApi deletions,
      ProposalApi proposals,
      ActivityApi activity,
      RestoreApi restore,
      HostApi host) {
    this.members = members;
    this.resources = resources;
    this.link = link;
    this.conflicts = conflicts;
    this.deletions = deletions;
    this.proposals = proposals;
    this.activity = activity;
    this.restore = restore;
    this.host = host;
  }

  /** A router on what a function is wired with. */
  public static Router of(Wiring wiring) {
    return new Router(
        wiring.members(),
        new ResourceApi(wiring.resources(), wiring.hints()),
        new LinkApi(
            wiring.links(),
            wiring.resources(),
            wiring.credentials(),
            wiring.remotes(),
            new ConnectionTest(wiring.branch()),
            wiring.resync(),
            wiring.hints(),
            wiring.clock()),
        new ConflictApi(wiring.links(), wiring.resources(), wiring.removal(), wiring.hints()),
        new DeletionApi(wiring.links(), wiring.hints()),
        new ProposalApi(wiring.links(), wiring.resources(), wiring.hints(), wiring.clock()),
        new ActivityApi(wiring.activityLog()),
        new RestoreApi(
            wiring.links(),
            new RestorePoints(wiring.activityLog()),
            wiring.restore(),
            wiring.hints(),
            wiring.clock()),
        new HostApi(
            wiring.links(),
            wiring.branch(),
            wiring.hosts(),
            wiring.webhookSecrets(),
            wiring.hints()));
  }

  /** Answers a request. What goes wrong by somebody else's doing is an answer too. */
  Response answer(Request request) {
    try {
      return route(request, Caller.of(request, members));
    } catch (ApiProblem e) {
      return e.response();
    } catch (NeedsUser e) {
      return new Response(422, error(e.message(), e.code()).with("remedy", e.remedy()));
    } catch (TryLater e) {
      return new Response(503, error(e.message() + " Try again in a moment.", e.code()));
    }
  }

  private static Mapping error(String message, String code) {
    return Mapping.of("message", new Text(message)).with("code", code);
  }

  private Response route(Request request, Caller caller) throws ApiProblem {
    List<String> path = request.path();
    String first = path.isEmpty() ? "" : path.getFirst();
    if (first.equals("git-sync") && path.size() <= 2) {
      return link(request, caller, path.size() == 2 ? path.get(1) : "");
    }
    if (first.equals("git-sync") && path.size() == 3 && path.get(1).equals("conflicts")) {
      return conflict(request, caller, path.get(2));
    }
    Optional<ResourceKind> kind = kind(first);
    if (kind.isEmpty() || path.size() > 2) {
      throw nothingHere();
    }
    return path.size() == 1
        ? collection(request, caller, kind.get())
        : item(request, caller, kind.get(), path.get(1));
  }

  private static Optional<ResourceKind> kind(String plural) {
    for (ResourceKind kind : ResourceKind.values()) {
      if (kind.plural().equals(plural)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  private Response collection(Request request, Caller caller, ResourceKind kind) throws ApiProblem {
    return switch (request.method()) {
      case "GET" -> resources.list(request, caller, kind);
      case "POST" -> resources.create(request, caller, kind);
      default -> throw notAllowed();
    };
  }

  private Response item(Request request, Caller caller, ResourceKind kind, String id)
      throws ApiProblem {
    return switch (request.method()) {
      case "GET" -> resources.read(caller, kind, id);
      case "PATCH" -> resources.change(request, caller, kind, id);
      case "DELETE" -> resources.delete(caller, kind, id);
      default -> throw notAllowed();
    };
  }

  private Response link(Request request, Caller caller, String what) throws ApiProblem {
    return switch (request.method() + " " + what) {
      case "GET " -> link.read(caller);
      case "PUT " -> link.save(request, caller);
      case "PUT credentials" -> link.saveCredentials(request, caller);
      case "POST test" -> link.test(request, caller);
      case "POST host-keys" -> link.renewHostKeys(caller);
      case "POST resync" -> link.resync(request, caller);
      case "POST pull" -> link.pull(caller);
      case "GET activity" -> activity.activity(request, caller);
      case "POST restore" -> restore.restore(request, caller);
      case "DELETE restore" -> restore.cancel(caller);
      case "GET history" -> activity.history(request, caller);
      case "GET status" -> link.status(caller);
      case "GET conflicts" -> conflicts.list(request, caller);
      case "GET webhook" -> host.webhook(request, caller);
      case "POST webhook" -> host.setUpWebhook(request, caller);
      case "POST checks" -> host.check(request, caller);
      case "GET proposal" -> proposals.read(caller);
      case "POST proposal" -> proposals.renew(caller);
      case "POST deletions" -> deletions.answer(request, caller);
      default -> throw nothingHere();
    };
  }

  private Response conflict(Request request, Caller caller, String id) throws ApiProblem {
    return switch (request.method()) {
      case "POST" -> conflicts.decide(request, caller, id);
      case "DELETE" -> conflicts.dismiss(caller, id);
      default -> throw notAllowed();
    };
  }

  private static ApiProblem nothingHere() {
    return ApiProblem.notFound("There is nothing at this path.");
  }

  private static ApiProblem notAllowed() {
    return new ApiProblem(405, "This path does not take this method.", Mapping.empty());
  }
}
