package dev.gitsync.flows;

import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Activity.Outcome;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.OpenConflict;
import dev.gitsync.core.change.Purpose;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.resource.ResourceKind;
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
   * Does some of what was said.
   *
   * @param present all files of the link at the tip
   * @return the link to go on with; empty when somebody else was faster
   */
  Optional<Link> carryOut(Link link, CommitId tip, Set<RepoPath> present) {
    HeldDeletions held = link.state().deletions().orElseThrow();
    Person by = held.by().orElse(Person.SERVICE);
    ConflictBook conflicts = ConflictBook.of(resources, link);
    Set<ResourceRef> waiting =
        resources.waiting(link.workspace(), Integer.MAX_VALUE).stream()
            .map(Change::ref)
            .collect(Collectors.toSet());
    var entries = new ArrayList<Activity>();
    for (OpenConflict deletion : next(conflicts)) {
      Optional<StoredResource> stored = resources.find(link.workspace(), deletion.ref());
      boolean isMoot =
          stored.isEmpty()
              || waiting.contains(deletion.ref())
              || present.contains(link.layout().fileOf(deletion.ref()));
      if (!isMoot && held.answer() == Answer.REFUSED) {
        recreate(link, stored.get(), by);
      } else if (!isMoot && !remove(link, stored.get(), new Touch(by, tip, tip), entries)) {
        return Optional.empty();
      }
      conflicts.close(deletion);
    }
    return finish(link, held, conflicts, entries);
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
    if (held.answer() == Answer.REFUSED) {
      hints.outbound(link.workspace());
    }
    return stored;
  }

  private boolean remove(Link link, StoredResource stored, Touch touch, List<Activity> entries) {
    if (isInUse(link, stored.ref())) {
      entries.add(
          journal.fileDeleted(link.workspace(), stored, Outcome.RESOURCE_KEPT, touch, List.of()));
      return true;
    }
    Activity entry =
        journal.fileDeleted(link.workspace(), stored, Outcome.APPLIED, touch, List.of());
    return resources.remove(link, stored, entry);
  }

  private boolean isInUse(Link link, ResourceRef ref) {
    return ref.kind() == ResourceKind.MODEL
        && resources.list(link.workspace(), ResourceKind.SYNC).stream()
            .anyMatch(it -> it.resource().references().contains(ref));
  }

  /** A lost race is an edit, which has the file written again too. */
  private void recreate(Link link, StoredResource stored, Person by) {
    resources.accept(
        new Edit(
            link.workspace(),
            by,
            Optional.of(stored),
            Optional.of(stored.resource()),
            stored.extras(),
            new Purpose.Recreation()));
  }
}
