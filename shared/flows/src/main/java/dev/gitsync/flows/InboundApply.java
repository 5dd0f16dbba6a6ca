package dev.gitsync.flows;

import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.OpenConflict;
import dev.gitsync.core.merge.Conflict;
import dev.gitsync.core.plan.Finding;
import dev.gitsync.core.plan.ResourcePlanner;
import dev.gitsync.core.plan.ResourcePlanner.Applied;
import dev.gitsync.core.plan.ResourcePlanner.Reading;
import dev.gitsync.core.plan.ResourcePlanner.ResourceWrite;
import dev.gitsync.core.plan.ResourcePlanner.Situation;
import dev.gitsync.core.problem.Problem;
import dev.gitsync.core.repo.FileCheck;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.Manifest;
import dev.gitsync.core.repo.References;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.repo.ResourceFile;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.yaml.Position;
import dev.gitsync.flows.ReferenceReader.Vocabulary;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkState.ManifestState;
import dev.gitsync.flows.port.Resources;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Applies the files of one run, models before syncs; one bad file does not stop the others, nor
 * does one that meets an error of ours. After many writes it asks for another round, which finds
 * what was applied to be equal.
 */
final class InboundApply {

  /** So that a round takes well under a minute. */
  private static final int MOST_WRITES = 2_000;

  private final Resources resources;
  private final Journal journal;
  private final MarkedLink marked;
  private final Link link;
  private final FileTouches touches;
  private final InboundFiles files;
  private final Written written;
  private final long before;
  private final ReferenceReader reader;
  private final ConflictBook conflicts;
  private final InboundDeletions deletions;

  private final List<Problem> problems = new ArrayList<>();
  private final List<Activity> entries = new ArrayList<>();
  private final Map<RepoPath, RuntimeException> faulty = new TreeMap<>();
  private ManifestState manifest;

  InboundApply(
      Resources resources,
      Journal journal,
      MarkedLink marked,
      FileTouches touches,
      InboundFiles files,
      Written written) {
    this.resources = resources;
    this.journal = journal;
    this.marked = marked;
    this.link = marked.get();
    this.touches = touches;
    this.files = files;
    this.written = written;
    this.before = written.all();
    this.reader = new ReferenceReader(resources);
    this.manifest = link.state().manifest();
    this.conflicts = ConflictBook.of(resources, link);
    this.deletions = new InboundDeletions(resources, journal, marked, touches, conflicts, written);
  }

  /**
   * Applies what there is. Returns false when it has to be looked at again: there is more to write,
   * or somebody else was faster.
   */
  boolean run() {
    Vocabulary vocabulary = reader.vocabulary(link.layout(), files.contents());
    problems.addAll(vocabulary.problems());
    Map<ResourceRef, ResourceFile> readable = sort(vocabulary);
    return apply(vocabulary, ofKind(readable, ResourceKind.MODEL))
        && apply(vocabulary, ofKind(readable, ResourceKind.SYNC))
        && deletions.run();
  }

  InboundDeletions deletions() {
    return deletions;
  }

  /** What becomes of the conflicts that are kept. */
  ConflictBook conflicts() {
    return conflicts;
  }

  /** Files that met an error of ours. */
  Map<RepoPath, RuntimeException> faulty() {
    return faulty;
  }

  List<Problem> problems() {
    var all = new ArrayList<>(problems);
    all.addAll(deletions.problems());
    return all;
  }

  /** The problems, and the files that met an error of ours: they too are looked at again. */
  List<Problem> allProblems() {
    List<Problem> all = new ArrayList<>(problems());
    for (RepoPath path : faulty.keySet()) {
      all.add(
          new Problem(
              "SYNC-005",
              path,
              Position.START,
              "an error of Git Sync's own keeps this file from being taken over.",
              "Tell those who run Git Sync: its log has the cause. It is tried again by itself."));
    }
    return all;
  }

  /** Entries that are to be written with the link: for what makes no difference to a resource. */
  List<Activity> entries() {
    var all = new ArrayList<>(entries);
    all.addAll(deletions.entries());
    return all;
  }

  ManifestState manifest() {
    return manifest;
  }

  private static List<ResourceFile> ofKind(
      Map<ResourceRef, ResourceFile> files, ResourceKind kind) {
    return files.values().stream().filter(file -> file.ref().kind() == kind).toList();
  }

  /** Looks at every file by its role; hands back those that can be read as resources. */
  private Map<ResourceRef, ResourceFile> sort(Vocabulary vocabulary) {
    var readable = new TreeMap<ResourceRef, ResourceFile>();
    for (RepoPath path : files.paths()) {
      byte[] content = files.contents().get(path);
      switch (link.layout().roleOf(path)) {
        case LinkLayout.FileOf(var ref) when files.irregular().contains(path) ->
            problems.add(FileCheck.irregular(path));
        case LinkLayout.FileOf(var ref) when content == null -> noteDeleted(ref);
        case LinkLayout.FileOf(var ref) ->
            orSetAside(path, () -> read(path, ref, content, readable));
        case LinkLayout.Misnamed(var message, var remedy) when content != null ->
            problems.add(new Problem("FILE-007", path, Position.START, message, remedy));
        case LinkLayout.ManifestFile() -> noteManifest(vocabulary, content);
        case LinkLayout.Misnamed misnamed -> {}
        case LinkLayout.AliasesFile() -> {}
        case LinkLayout.Other() -> {}
      }
    }
    return readable;
  }

  private void read(
      RepoPath path, ResourceRef ref, byte[] content, Map<ResourceRef, ResourceFile> readable) {
    switch (ResourceFile.read(path, ref, content)) {
      case ResourceFile.Parsed(var file) -> readable.put(ref, file);
      case ResourceFile.Broken(var found) -> problems.addAll(found);
    }
  }

  private void orSetAside(RepoPath path, Runnable step) {
    try {
      step.run();
    } catch (NeedsUser | TryLater e) {
      throw e;
    } catch (RuntimeException e) {
      faulty.put(path, e);
    }
  }

  /** Before anything was read, and after somebody forced the branch, nobody has deleted a file. */
  private void noteDeleted(ResourceRef ref) {
    if (link.state().lastRead().isPresent() && touches.isContinuous()) {
      deletions.note(ref);
    }
  }

  private void noteManifest(Vocabulary vocabulary, byte[] content) {
    byte[] wanted = Manifest.text(vocabulary.connectors()).getBytes(StandardCharsets.UTF_8);
    manifest =
        content != null && Arrays.equals(content, wanted)
            ? ManifestState.CURRENT
            : ManifestState.STALE;
  }

  private boolean apply(Vocabulary vocabulary, List<ResourceFile> resourceFiles) {
    if (resourceFiles.isEmpty()) {
      return true;
    }
    References references = reader.references(vocabulary, resourceFiles);
    List<ResourceFile> good = new ArrayList<>();
    for (ResourceFile file : resourceFiles) {
      orSetAside(file.path(), () -> check(file, references, good));
    }
    return write(good, references);
  }

  private void check(ResourceFile file, References references, List<ResourceFile> good) {
    List<Problem> found = FileCheck.problems(file, references);
    problems.addAll(found);
    if (found.isEmpty()) {
      good.add(file);
    }
  }

  /**
   * Writes files to the workspace. The resources are read before the changes that wait: an edit
   * that comes in between makes the write fail by its revision, where the other way round it would
   * look like something that Git has seen.
   */
  private boolean write(List<ResourceFile> good, References references) {
    Map<ResourceRef, StoredResource> current = current(good);
    Map<ResourceRef, List<Change>> waiting =
        resources.waiting(link.workspace(), Integer.MAX_VALUE).stream()
            .collect(Collectors.groupingBy(Change::ref));
    var planner = new ResourcePlanner(link.settings().policies(), references);
    Set<ResourceRef> known = new HashSet<>(current.keySet());
    known.addAll(waiting.keySet());
    List<ResourceFile> wanted =
        new NewFiles(resources, link, touches).withoutDeleted(good, known, references);
    var renamed = NewFiles.renamed(deletions.documents(), wanted, current.keySet(), references);
    renamed.values().forEach(deletions::noteRenamed);
    for (ResourceFile file : wanted) {
      if (written.all() - before >= MOST_WRITES) {
        return false;
      }
      var situation =
          new Situation(
              Optional.ofNullable(current.get(file.ref())),
              waiting.getOrDefault(file.ref(), List.of()),
              conflicts.held(file.ref(), waiting.getOrDefault(file.ref(), List.of())),
              reading(file.path()));
      if (!writeOrSetAside(file, planner, situation, renamed)) {
        return false;
      }
    }
    return true;
  }

  /** What could not be applied when it was read is news, however old the file is. */
  private Reading reading(RepoPath path) {
    Reading reading = touches.reading(path);
    return reading == Reading.KNOWN && link.state().isProblem(path) ? Reading.CHANGED : reading;
  }

  private Map<ResourceRef, StoredResource> current(List<ResourceFile> good) {
    var current = new HashMap<ResourceRef, StoredResource>();
    if (good.size() < ReferenceReader.MANY) {
      for (ResourceFile file : good) {
        resources.find(link.workspace(), file.ref()).ifPresent(it -> current.put(file.ref(), it));
      }
    } else {
      ResourceKind kind = good.getFirst().ref().kind();
      resources.list(link.workspace(), kind).forEach(it -> current.put(it.ref(), it));
    }
    return current;
  }

  /** Returns false when somebody else was faster. */
  private boolean writeOrSetAside(
      ResourceFile file,
      ResourcePlanner planner,
      Situation situation,
      Map<ResourceRef, ResourceRef> renamed) {
    try {
      Applied applied = planner.apply(file, situation);
      Optional<ResourceRef> from = Optional.ofNullable(renamed.get(file.ref()));
      if (applied.write().isPresent()
          && !write(file, situation.current(), applied.write().get(), from)) {
        return false;
      }
      if (!conflicts.areKnown(applied.findings())) {
        tellOverruled(file, applied);
      }
      conflicts.found(applied.findings(), Optional.of(touches.tip()), journal.now());
      tellWhatGivesWay(file, applied);
      conflicts.compare(file.ref(), situation.pending(), applied.workspace(), applied.git());
      conflicts.fileIsThere(file.ref());
      return true;
    } catch (NeedsUser | TryLater e) {
      throw e;
    } catch (RuntimeException e) {
      faulty.put(file.path(), e);
      return true;
    }
  }

  /** Where the workspace makes nothing of a file that is in conflict, only the log can say so. */
  private void tellOverruled(ResourceFile file, Applied applied) {
    List<Conflict> found = applied.findings().stream().map(Finding::conflict).toList();
    if (applied.write().isEmpty() && !found.isEmpty()) {
      entries.add(
          journal.overruled(
              link.workspace(),
              applied.findings().getFirst().change(),
              applied.workspace(),
              touches.last(file.path()),
              found));
    }
  }

  /** While changes are proposed, Git may say one thing after the other of what they change. */
  private void tellWhatGivesWay(ResourceFile file, Applied applied) {
    List<Conflict> past =
        conflicts.replaced().stream()
            .filter(it -> it.ref().equals(file.ref()))
            .map(OpenConflict::conflict)
            .toList();
    if (Proposing.isFor(link) && !applied.findings().isEmpty() && !past.isEmpty()) {
      entries.add(
          journal.overruled(
              link.workspace(),
              applied.findings().getFirst().change(),
              applied.workspace(),
              touches.last(file.path()),
              past));
    }
  }

  private boolean write(
      ResourceFile file,
      Optional<StoredResource> current,
      ResourceWrite write,
      Optional<ResourceRef> from) {
    Activity entry = journal.inbound(link.workspace(), write, touches.last(file.path()), from);
    if (!marked.mark() || !resources.apply(marked.get(), current, write, entry)) {
      return false;
    }
    written.add(write.action());
    return true;
  }
}
