package dev.gitsync.functions.api;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.tree.Node.Mapping;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * What a restore goes back to: {@code {"commit":"<sha>"}} or {@code {"at":"<time>"}}, and of what:
 * {@code "resource":{"kind":"model","slug":"orders"}}.
 *
 * @param resource empty for the whole workspace
 */
record RestoreBody(Point point, Optional<ResourceRef> resource) {

  /** When. */
  sealed interface Point {}

  /** As of a commit. */
  record AtCommit(CommitId commit) implements Point {}

  /** As of a time. */
  record AtTime(Instant time) implements Point {}

  static RestoreBody read(Mapping json) throws ApiProblem {
    var body = new Body(json, List.of("commit", "at", "resource"));
    Optional<Point> point = point(body);
    Optional<ResourceRef> resource = resource(body);
    body.check();
    return new RestoreBody(point.orElseThrow(), resource);
  }

  private static Optional<Point> point(Body body) {
    if (body.has("commit") == body.has("at")) {
      body.refuse("commit", "Give either commit or at.");
      return Optional.empty();
    }
    return body.has("commit") ? commit(body) : time(body);
  }

  private static Optional<Point> commit(Body body) {
    Optional<CommitId> commit = CommitId.parse(body.text("commit", Optional.empty()));
    if (commit.isEmpty()) {
      body.refuse("commit", "It must be a whole commit id: 40 or 64 digits, in small letters.");
    }
    return commit.map(AtCommit::new);
  }

  private static Optional<Point> time(Body body) {
    try {
      return Optional.of(
          new AtTime(OffsetDateTime.parse(body.text("at", Optional.empty())).toInstant()));
    } catch (DateTimeParseException e) {
      body.refuse("at", "It must be a time such as 2026-01-31T12:00:00Z.");
      return Optional.empty();
    }
  }

  private static Optional<ResourceRef> resource(Body body) {
    if (!body.has("resource")) {
      return Optional.empty();
    }
    Mapping json = body.mapping("resource", Mapping.empty(), Mapping.empty());
    Optional<ResourceRef> ref =
        json.text("kind")
            .flatMap(ResourceKind::parse)
            .filter(ResourceKind::hasFile)
            .flatMap(
                kind ->
                    json.text("slug").flatMap(Slug::parse).map(it -> new ResourceRef(kind, it)));
    if (ref.isEmpty() || json.entries().size() > 2) {
      body.refuse("resource", "It must have kind, model or sync, and slug.");
    }
    return ref;
  }
}
