package dev.gitsync.flows;

import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Activity.Outcome;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.OpenConflict;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.flows.Journal.Touch;
import dev.gitsync.flows.link.HeldDeletions;
import dev.gitsync.flows.link.HeldDeletions.Answer;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkState;
import dev.gitsync.flows.port.Hints;
import dev.gitsync.flows.port.Links;
import dev.gitsync.flows.port.Resources;
import dev.gitsync.flows.port.Resources.Edit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Does what somebody said about deleted files that the guard had stopped: the resources go, or
 * their files are written again. One whose file is back, or which was edited since, stays.
 */
record InboundAnswers(Links links, Resources resources, Journal journal, Hints hints) {

  private static final int MOST_AT_ONCE = 200;

  /** Whether somebody has said something. */
  static boolean isGiven(Link link) {
    return link.state().deletions().filter(it -> it.isAnswered() && it.inbound() > 0).isPresent();
  }

  /**
   * Does what was said.
   *
   * @param present all files of the link at the tip
   * @return the link to go on with; empty when somebody else was faster
   */
  Optional<Link> carryOut(Link link, CommitId tip, Set<RepoPath> present) {
    Optional<Link> current = Optional.of(link);
    while (current.filter(InboundAnswers::isGiven).isPresent()) {
      current = carryOutSome(current.get(), tip, present);
    }
    return current;
  }

  private Optional<Link> carryOutSome(Link link, CommitId tip, Set<RepoPath> present) {
    HeldDeletions held = link.state().deletions().orElseThrow();
    ConflictBook conflicts = ConflictBook.of(resources, link);
    List<OpenConflict> next = next(conflicts);
    List<StoredResource> undecided = undecided(link, next, present);
    var users = new ModelUsers(resources, link.workspace());
    var entries = new ArrayList<Activity>();
    for (StoredResource stored : undecided) {
      Person by = held.by().orElse(Person.SERVICE);
      if (held.answer() == Answer.REFUSED) {
        recreate(link, stored, by);
      } else if (users.of(stored.ref()).isPresent()) {
        entries.add(kept(link, stored, new Touch(by, tip, tip)));
        recreate(link, stored, by);
      } else if (!new Removal(resources, journal).remove(link, stored, by, tip)) {
        return Optional.empty();
      }
    }
    next.forEach(conflicts::close);
    return finish(link, held, conflicts, entries);
  }

  /**
   * The resources that there is something to be done about. They are read before anything that may
   * refer to them.
   */
  private List<StoredResource> undecided(
      Link link, List<OpenConflict> deletions, Set<RepoPath> present) {
    List<StoredResource> stored =
        deletions.stream()
            .map(OpenConflict::ref)
            .filter(ref -> !present.contains(link.layout().fileOf(ref)))
            .flatMap(ref -> resources.find(link.workspace(), ref).stream())
            .toList();
    Set<ResourceRef> waiting =
        resources.waiting(link.workspace(), Integer.MAX_VALUE).stream()
            .map(Change::ref)
            .collect(Collectors.toSet());
    return stored.stream().filter(it -> !waiting.contains(it.ref())).toList();
  }

  /** Syncs come before the models that they use. */
  private static List<OpenConflict> next(ConflictBook conflicts) {
    return conflicts.deletions().stream()
        .sorted(Comparator.comparing(OpenConflict::ref, Comparator.reverseOrder()))
        .limit(MOST_AT_ONCE)
        .toList();
  }

  private Optional<Link> finish(
      Link link, HeldDeletions held, ConflictBook conflicts, List<Activity> entries) {
    int left = conflicts.deletionsAfter();
    HeldDeletions fewer =
        new HeldDeletions(
            left, held.outbound(), held.upTo(), held.since(), held.answer(), held.by());
    Optional<HeldDeletions> rest =
        Optional.of(fewer).filter(it -> it.inbound() > 0 || it.outbound() > 0);
    LinkState state = link.state().withDeletions(rest);
    Link next = conflicts.counted(link.with(state));
    Optional<Link> stored = links.advance(next, List.of(), entries, conflicts.changes());
    hints.outbound(link.workspace());
    return stored;
  }

  /** A model that something uses stays, so its file is written again. */
  private Activity kept(Link link, StoredResource stored, Touch touch) {
    return journal.fileDeleted(link.workspace(), stored, Outcome.RESOURCE_KEPT, touch, List.of());
  }

  /** A lost race is an edit, which has the file written again too. */
  private void recreate(Link link, StoredResource stored, Person by) {
    resources.accept(Edit.recreation(link.workspace(), by, stored));
  }
}
