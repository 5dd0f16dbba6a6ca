package dev.gitsync.testkit.hosts;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.flows.host.CheckReport.Status;
import dev.gitsync.testkit.hosts.HostedRepository.Check;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Build statuses and reports as Bitbucket keeps them, for its two stand-ins: one of each for a key
 * on a commit. People see them together, as one check.
 */
final class CodeInsights {

  private static final int MOST_ANNOTATIONS = 1_000;

  private final HostedRepository hosted;
  private final Optional<String> externalId;
  private final Map<Place, Kept> all = new HashMap<>();

  /**
   * None yet.
   *
   * @param externalId the field by which an annotation takes the place of another; empty where none
   *     does
   */
  CodeInsights(HostedRepository hosted, Optional<String> externalId) {
    this.hosted = hosted;
    this.externalId = externalId;
  }

  /** What a status and a report are of. */
  record Place(CommitId head, String key) {}

  private static final class Kept {
    private Optional<Mapping> status = Optional.empty();
    private Optional<Mapping> report = Optional.empty();
    private final List<Node> annotations = new ArrayList<>();
    private long check;
  }

  synchronized Optional<Mapping> status(Place place) {
    return kept(place).status;
  }

  synchronized void putStatus(Place place, Mapping status) {
    kept(place).status = Optional.of(status);
    show(place);
  }

  /** Annotations of an earlier one stay. */
  synchronized void putReport(Place place, Mapping report) {
    kept(place).report = Optional.of(report);
    show(place);
  }

  /** Its annotations go with it. */
  synchronized void removeReport(Place place) {
    kept(place).report = Optional.empty();
    kept(place).annotations.clear();
    show(place);
  }

  /** Whether they were taken: there is a report, and it has room for them. */
  synchronized boolean annotate(Place place, List<Node> annotations) {
    Kept kept = kept(place);
    for (Node annotation : annotations) {
      Optional<Node> id = id(annotation);
      kept.annotations.removeIf(it -> id.isPresent() && id(it).equals(id));
      kept.annotations.add(annotation);
    }
    show(place);
    return kept.report.isPresent() && kept.annotations.size() <= MOST_ANNOTATIONS;
  }

  private Optional<Node> id(Node annotation) {
    return externalId.flatMap(it -> ((Mapping) annotation).get(it));
  }

  /** What people see at a place. */
  synchronized List<Node> annotations(Place place) {
    return List.copyOf(kept(place).annotations);
  }

  private Kept kept(Place place) {
    return all.computeIfAbsent(place, it -> new Kept());
  }

  private void show(Place place) {
    Kept kept = kept(place);
    String state = kept.status.flatMap(it -> it.text("state")).orElse("INPROGRESS");
    var check =
        new Check(
            kept.check,
            place.head(),
            kept.status.flatMap(it -> it.text("name")).orElse(place.key()),
            status(state),
            kept.status.flatMap(it -> it.text("description")).orElse(""),
            kept.annotations.size(),
            place.key());
    kept.check = hosted.putCheck(check).id();
  }

  private static Status status(String state) {
    return switch (state) {
      case "INPROGRESS" -> Status.RUNNING;
      case "SUCCESSFUL" -> Status.PASSED;
      case "FAILED" -> Status.FAILED;
      default -> Status.SUPERSEDED;
    };
  }
}
