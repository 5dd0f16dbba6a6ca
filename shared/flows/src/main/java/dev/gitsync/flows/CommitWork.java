package dev.gitsync.flows;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Activity.Outcome;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.merge.Side;
import dev.gitsync.core.plan.FilePlanner;
import dev.gitsync.core.plan.FilePlanner.FileStep;
import dev.gitsync.core.plan.FileWrite;
import dev.gitsync.core.plan.Finding;
import dev.gitsync.core.plan.Replay;
import dev.gitsync.core.plan.Replay.Circumstances;
import dev.gitsync.core.repo.Aliases;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.CommitMessage;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.TreePath;
import dev.gitsync.flows.CommitBatch.Step;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.port.GitRemote.CommitDraft;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A batch while it grows, and the files as the last commit leaves them. */
final class CommitWork {

  private final Link link;
  private final FilePlanner planner;
  private final String manifest;
  private final Map<RepoPath, byte[]> files;
  private final ConflictBook conflicts;
  private final Map<ResourceRef, List<Change>> changes;
  private final Map<ResourceRef, Replay> replays = new HashMap<>();
  private final List<Step> steps = new ArrayList<>();
  private final List<CommitDraft> commits = new ArrayList<>();
  private final Map<ResourceRef, RuntimeException> faulty = new LinkedHashMap<>();
  private final Set<ResourceRef> unreadable = new HashSet<>();

  CommitWork(
      Link link,
      FilePlanner planner,
      String manifest,
      Map<RepoPath, byte[]> files,
      ConflictBook conflicts,
      List<Change> changes) {
    this.link = link;
    this.planner = planner;
    this.manifest = manifest;
    this.files = files;
    this.conflicts = conflicts;
    this.changes = changes.stream().collect(Collectors.groupingBy(Change::ref));
  }

  CommitBatch batch() {
    var last = new HashMap<ResourceRef, Change>();
    steps.forEach(step -> last.put(step.change().ref(), step.change()));
    Set<ResourceRef> merged =
        last.values().stream().filter(this::saysMore).map(Change::ref).collect(Collectors.toSet());
    return new CommitBatch(steps, commits, faulty, unreadable, merged, conflicts);
  }

  /**
   * Whether the file says more than the last change of its resource. Looks on the way whether both
   * sides say the same of fields that are held, which are no such difference.
   */
  private boolean saysMore(Change change) {
    ResourceRef ref = change.ref();
    byte[] content = ref.kind().hasFile() ? files.get(planner.layout().fileOf(ref)) : null;
    if (content == null) {
      return false;
    }
    if (change.action() == Action.DELETE) {
      return steps.stream()
          .anyMatch(it -> it.change().ref().equals(ref) && it.commit().isPresent());
    }
    Optional<Mapping> git = planner.says(change, content);
    if (held(ref).isEmpty()) {
      return git.filter(it -> !it.equals(change.after())).isPresent();
    }
    git.ifPresent(it -> conflicts.compare(ref, pending(ref), change.after(), it));
    return false;
  }

  void carryOrSetAside(
      Change change, Supplier<Circumstances> circumstances, Optional<CommitId> tip, Instant now) {
    if (faulty.containsKey(change.ref()) || unreadable.contains(change.ref())) {
      return;
    }
    try {
      if (change.ref().kind().hasFile()) {
        carry(change, circumstances.get(), tip, now);
      } else {
        carryToManifest(change);
      }
    } catch (NeedsUser | TryLater e) {
      throw e;
    } catch (RuntimeException e) {
      faulty.put(change.ref(), e);
    }
  }

  private void carryToManifest(Change change) {
    Optional<Integer> place =
        manifestWrite().map(it -> commit(it, change, CommitMessage.of(change, List.of())));
    Outcome outcome = place.isPresent() ? Outcome.COMMITTED : Outcome.NOTHING_TO_DO;
    steps.add(new Step(change, outcome, place, List.of()));
  }

  private void carry(
      Change change, Circumstances circumstances, Optional<CommitId> tip, Instant now) {
    Optional<byte[]> present =
        Optional.ofNullable(files.get(planner.layout().fileOf(change.ref())));
    Replay replay = replays.computeIfAbsent(change.ref(), this::replay);
    FileStep step = planner.carry(change, present, replay, circumstances);
    if (step instanceof FilePlanner.Unreadable) {
      unreadable.add(change.ref());
      return;
    }
    List<Finding> findings = step.findings();
    String message = CommitMessage.of(change, findings);
    Optional<Integer> place =
        switch (step) {
          case FilePlanner.Written(var file, var same) ->
              Optional.of(commit(file, change, message));
          case FilePlanner.Deleted(var path, var same) ->
              Optional.of(delete(path, change, message));
          case FilePlanner.Left left -> Optional.empty();
          case FilePlanner.Unreadable none -> Optional.empty();
        };
    steps.add(new Step(change, outcome(change, present, place), place, findings));
    conflicts.found(findings, tip, now);
    conflicts.delivered(change, findings);
    if (change.action() == Action.DELETE) {
      conflicts.gone(change.ref());
    } else if (step instanceof FilePlanner.Written) {
      conflicts.fileIsThere(change.ref());
    }
  }

  private Replay replay(ResourceRef ref) {
    return new Replay(link.settings().policies(), Side.GIT, held(ref));
  }

  private Set<TreePath> held(ResourceRef ref) {
    return conflicts.held(ref, pending(ref));
  }

  private List<Change> pending(ResourceRef ref) {
    return changes.getOrDefault(ref, List.of());
  }

  private static Outcome outcome(Change change, Optional<byte[]> present, Optional<Integer> place) {
    if (place.isPresent()) {
      return Outcome.COMMITTED;
    }
    return change.action() == Action.DELETE && present.isPresent()
        ? Outcome.FILE_KEPT
        : Outcome.NOTHING_TO_DO;
  }

  void putManifestRight(Instant at) {
    manifestWrite()
        .ifPresent(
            write -> {
              String message = CommitMessage.ofManifest(link.workspace());
              commit(write, Person.SERVICE, at, message);
            });
  }

  private Optional<FileWrite> manifestWrite() {
    RepoPath path = planner.layout().manifest();
    byte[] present = files.get(path);
    byte[] wanted = manifest.getBytes(StandardCharsets.UTF_8);
    return present != null && Arrays.equals(present, wanted)
        ? Optional.empty()
        : Optional.of(new FileWrite(path, manifest, List.of()));
  }

  private int commit(FileWrite write, Change change, String message) {
    return commit(write, change.author(), change.at(), message);
  }

  private int commit(FileWrite write, Person author, Instant at, String message) {
    var texts = new HashMap<RepoPath, String>(Map.of(write.path(), write.text()));
    if (isFirstManifest(write)) {
      texts.put(planner.layout().aliases(), Aliases.EMPTY_FILE);
    }
    texts.forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.UTF_8)));
    commits.add(new CommitDraft(texts, author, at, message));
    return commits.size() - 1;
  }

  /** Where the first sync could not push, the two files that it makes go together. */
  private boolean isFirstManifest(FileWrite write) {
    LinkLayout layout = planner.layout();
    return write.path().equals(layout.manifest())
        && !files.containsKey(layout.manifest())
        && !files.containsKey(layout.aliases());
  }

  private int delete(RepoPath path, Change change, String message) {
    files.remove(path);
    commits.add(new CommitDraft(Map.of(), Set.of(path), change.author(), change.at(), message));
    return commits.size() - 1;
  }
}
