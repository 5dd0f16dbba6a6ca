package dev.gitsync.functions.api;

import dev.gitsync.core.change.Activity;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Null;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.ResourceHistory;
import dev.gitsync.flows.ResourceHistory.Cursor;
import dev.gitsync.flows.ResourceHistory.Page;
import dev.gitsync.flows.port.ActivityLog;
import java.util.List;
import java.util.Optional;

/** The activity log: of the workspace, and of one resource. */
record ActivityApi(ActivityLog log) {

  private static final String ID = "[0-9a-f-]{1,60}";

  /** Stands between an entry's id and the slug that the resource had then. */
  private static final String THEN = "@";

  Response activity(Request request, Caller caller) throws ApiProblem {
    int limit = limit(request);
    Optional<String> before = request.parameter("before");
    if (before.filter(it -> !it.matches(ID)).isPresent()) {
      throw wrongBefore();
    }
    List<Activity> found = log.page(caller.workspace(), before, limit);
    List<Node> data = shown(found);
    boolean isLast = found.size() < limit && data.size() == found.size();
    return answer(data, isLast ? Optional.empty() : Optional.of(found.get(data.size() - 1).id()));
  }

  /** What happened to one resource, also while its file had another name. */
  Response history(Request request, Caller caller) throws ApiProblem {
    int limit = limit(request);
    ResourceRef ref = resource(request);
    Page page = new ResourceHistory(log).page(caller.workspace(), cursor(request, ref), limit);
    List<Node> data = shown(page.entries());
    Optional<Cursor> next =
        data.size() < page.entries().size()
            ? Optional.of(Cursor.after(page.entries().get(data.size() - 1)))
            : page.next();
    return answer(data, next.map(it -> text(it, ref)));
  }

  private static int limit(Request request) throws ApiProblem {
    return request.number("limit", 20, 1, 100);
  }

  private static List<Node> shown(List<Activity> entries) {
    return AnswerSize.fitting(entries.stream().<Node>map(LinkJson::activity).toList());
  }

  private static Response answer(List<Node> data, Optional<String> next) {
    return Response.ok(
        Mapping.of("data", new Sequence(data))
            .with("next", next.<Node>map(Text::new).orElse(new Null())));
  }

  private static ResourceRef resource(Request request) throws ApiProblem {
    Optional<ResourceKind> kind = request.parameter("kind").flatMap(ResourceKind::parse);
    if (kind.isEmpty()) {
      throw ApiProblem.badRequest("Parameter kind must be source, destination, model or sync.");
    }
    Optional<Slug> slug = request.parameter("slug").flatMap(Slug::parse);
    if (slug.isEmpty()) {
      throw ApiProblem.badRequest("Parameter slug must be the slug of a resource.");
    }
    return new ResourceRef(kind.get(), slug.get());
  }

  private static String text(Cursor cursor, ResourceRef asked) {
    String id = cursor.before().orElseThrow();
    return cursor.ref().equals(asked) ? id : id + THEN + cursor.ref().slug();
  }

  private static Cursor cursor(Request request, ResourceRef asked) throws ApiProblem {
    Optional<String> before = request.parameter("before");
    if (before.isEmpty()) {
      return new Cursor(asked, Optional.empty());
    }
    String[] parts = before.get().split(THEN, 2);
    Optional<Slug> then = Slug.parse(parts.length > 1 ? parts[1] : asked.slug().value());
    if (!parts[0].matches(ID) || then.isEmpty()) {
      throw wrongBefore();
    }
    return new Cursor(new ResourceRef(asked.kind(), then.get()), Optional.of(parts[0]));
  }

  private static ApiProblem wrongBefore() {
    return ApiProblem.badRequest(
        "Parameter before must be the id of an entry, or what the last answer says in next.");
  }
}
