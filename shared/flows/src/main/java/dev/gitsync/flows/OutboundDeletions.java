package dev.gitsync.flows;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Activity.Outcome;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.Purpose;
import dev.gitsync.core.plan.DeletionPolicy;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.flows.link.HeldDeletions;
import dev.gitsync.flows.link.HeldDeletions.Answer;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.port.Links;
import dev.gitsync.flows.port.Resources;
import dev.gitsync.flows.port.Resources.Edit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Guards the files of resources that were deleted in the workspace: where too many would go at
 * once, their changes wait until somebody says that it is meant. All other changes go on.
 */
record OutboundDeletions(Links links, Resources resources, Journal journal) {

  /**
   * The changes that are free to be delivered, and the link to go on with.
   *
   * @param free in order
   */
  record Sorted(Link link, List<Change> free) {}

  /**
   * Sorts out the deletions that have to wait.
   *
   * @param waiting all changes that wait: of a part of them nobody could say how many go at once
   * @return empty when somebody else was faster with the link
   */
  Optional<Sorted> sort(Link link, List<Change> waiting) {
    if (!mayStop(link)) {
      return Optional.of(new Sorted(link, waiting));
    }
    Optional<HeldDeletions> held = held(link);
    List<Change> deletions = deletions(waiting);
    if (held.isPresent() && held.get().answer() == Answer.REFUSED) {
      return takeBack(link, held.get(), waiting, upTo(held.get(), deletions));
    }
    List<Change> meant =
        held.filter(it -> it.answer() == Answer.APPROVED)
            .map(it -> upTo(it, deletions))
            .orElse(List.of());
    List<Change> stopped = stopped(link, held, without(deletions, meant));
    return note(link, held, meant, stopped)
        .map(next -> new Sorted(next, without(waiting, stopped)));
  }

  /** Whether there can be deletions that have to wait. */
  boolean mayStop(Link link) {
    return link.settings().policies().deletions() == DeletionPolicy.DELETE
        || held(link).isPresent();
  }

  private static Optional<HeldDeletions> held(Link link) {
    return link.state().deletions().filter(it -> it.outbound() > 0);
  }

  /** Deletions that nothing follows: the resource is not made anew. */
  private static List<Change> deletions(List<Change> waiting) {
    Map<Object, Change> last =
        waiting.stream().collect(Collectors.toMap(Change::ref, it -> it, (one, other) -> other));
    return waiting.stream()
        .filter(change -> change.ref().kind().hasFile() && change.action() == Action.DELETE)
        .filter(change -> change.equals(last.get(change.ref())))
        .toList();
  }

  private static List<Change> upTo(HeldDeletions held, List<Change> deletions) {
    return deletions.stream().filter(it -> it.sequence() <= held.upTo()).toList();
  }

  private static List<Change> without(List<Change> changes, List<Change> others) {
    return changes.stream().filter(it -> !others.contains(it)).toList();
  }

  /** Those that were stopped before, and of a kind all, where there are too many. */
  private List<Change> stopped(Link link, Optional<HeldDeletions> held, List<Change> deletions) {
    List<Change> before =
        held.filter(it -> it.answer() == Answer.ASKED)
            .map(it -> upTo(it, deletions))
            .orElse(List.of());
    var stopped = new ArrayList<>(before);
    for (ResourceKind kind : List.of(ResourceKind.MODEL, ResourceKind.SYNC)) {
      List<Change> ofKind =
          without(deletions, before).stream().filter(it -> it.ref().kind() == kind).toList();
      if (isTooMany(link, kind, ofKind.size())) {
        stopped.addAll(ofKind);
      }
    }
    return stopped;
  }

  private boolean isTooMany(Link link, ResourceKind kind, int deleted) {
    var guard = link.settings().policies().guard();
    return deleted > guard.resources()
        && guard.stops(deleted, deleted + resources.list(link.workspace(), kind).size());
  }

  /** Says on the link what waits, where that is not what it says already. */
  private Optional<Link> note(
      Link link, Optional<HeldDeletions> held, List<Change> meant, List<Change> stopped) {
    Optional<HeldDeletions> known = link.state().deletions();
    if (held.filter(it -> it.answer() == Answer.APPROVED).isPresent() && !meant.isEmpty()) {
      return Optional.of(link);
    }
    int count = stopped.size();
    if (count == held.map(HeldDeletions::outbound).orElse(0)) {
      return Optional.of(link);
    }
    long upTo = stopped.stream().mapToLong(Change::sequence).max().orElse(0);
    List<Activity> asked =
        stopped.stream()
            .filter(it -> it.sequence() > held.map(HeldDeletions::upTo).orElse(0L))
            .map(journal::asked)
            .toList();
    var next =
        known
            .filter(it -> it.inbound() > 0 || count > 0)
            .map(it -> it.withOutbound(count, upTo))
            .or(() -> count == 0 ? Optional.empty() : Optional.of(fresh(count, upTo)));
    return links.advance(link.with(link.state().withDeletions(next)), List.of(), asked);
  }

  private HeldDeletions fresh(int count, long upTo) {
    return new HeldDeletions(0, count, upTo, journal.now(), Answer.ASKED, Optional.empty());
  }

  /** Nobody meant it: the resources come back, and their files stay. */
  private Optional<Sorted> takeBack(
      Link link, HeldDeletions held, List<Change> waiting, List<Change> deletions) {
    Person by = held.by().orElse(Person.SERVICE);
    deletions.stream()
        .sorted(Comparator.comparing(Change::ref))
        .forEach(change -> bringBack(change, by));
    List<Activity> entries =
        deletions.stream()
            .map(
                it ->
                    journal.outbound(
                        it,
                        Outcome.FILE_KEPT,
                        link.state().lastRead(),
                        List.of(),
                        link.state().lastRead()))
            .toList();
    Optional<HeldDeletions> next =
        Optional.of(held.withOutbound(0, 0)).filter(it -> it.inbound() > 0);
    return links
        .advance(link.with(link.state().withDeletions(next)), deletions, entries)
        .map(stored -> new Sorted(stored, without(waiting, deletions)));
  }

  /** Makes a resource anew as it was; one that is there already is left. */
  private void bringBack(Change deletion, Person by) {
    if (resources.find(deletion.workspace(), deletion.ref()).isEmpty()) {
      Resource before = Resource.of(deletion.ref(), deletion.before());
      resources.accept(
          new Edit(
              deletion.workspace(),
              by,
              Optional.empty(),
              Optional.of(before),
              Mapping.empty(),
              new Purpose.Recreation()));
    }
  }
}
