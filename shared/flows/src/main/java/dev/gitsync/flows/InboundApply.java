package dev.gitsync.flows;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.plan.ResourcePlanner;
import dev.gitsync.core.plan.ResourcePlanner.ResourceWrite;
import dev.gitsync.core.problem.Problem;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.FileCheck;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.Manifest;
import dev.gitsync.core.repo.Person;
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
import dev.gitsync.flows.port.GitRemote.BranchCommit;
import dev.gitsync.flows.port.GitRemote.History;
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

/** Applies the files of one run, models before syncs; one bad file does not stop the others. */
final class InboundApply {

  private final Resources resources;
  private final Journal journal;
  private final Link link;
  private final CommitId tip;
  private final History history;
  private final InboundFiles files;
  private final ReferenceReader reader;

  private final List<Problem> problems = new ArrayList<>();
  private final List<Activity> kept = new ArrayList<>();
  private ManifestState manifest;
  private int created;
  private int updated;

  InboundApply(
      Resources resources,
      Journal journal,
      Link link,
      CommitId tip,
      History history,
      InboundFiles files) {
    this.resources = resources;
    this.journal = journal;
    this.link = link;
    this.tip = tip;
    this.history = history;
    this.files = files;
    this.reader = new ReferenceReader(resources);
    this.manifest = link.state().manifest();
  }

  /** Applies what there is. Returns false when it lost a race and has to be done again. */
  boolean run() {
    Vocabulary vocabulary = reader.vocabulary(link.layout(), files.contents());
    problems.addAll(vocabulary.problems());
    Map<ResourceRef, ResourceFile> readable = sort(vocabulary);
    return apply(vocabulary, ofKind(readable, ResourceKind.MODEL))
        && apply(vocabulary, ofKind(readable, ResourceKind.SYNC));
  }

  List<Problem> problems() {
    return problems;
  }

  /** Entries for resources that stay although their files were deleted. */
  List<Activity> kept() {
    return kept;
  }

  ManifestState manifest() {
    return manifest;
  }

  int created() {
    return created;
  }

  int updated() {
    return updated;
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
        case LinkLayout.FileOf(var ref) when content == null -> noteDeleted(path, ref);
        case LinkLayout.FileOf(var ref) -> {
          switch (ResourceFile.read(path, ref, content)) {
            case ResourceFile.Parsed(var file) -> readable.put(ref, file);
            case ResourceFile.Broken(var found) -> problems.addAll(found);
          }
        }
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

  private void noteDeleted(RepoPath path, ResourceRef ref) {
    if (history.changed().contains(path) && link.state().lastRead().isPresent()) {
      resources
          .find(link.workspace(), ref)
          .ifPresent(
              stored ->
                  kept.add(journal.kept(link.workspace(), stored, actor(path), commit(path))));
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
    Set<ResourceRef> deleted = deletedBefore(resourceFiles);
    List<ResourceFile> good = new ArrayList<>();
    for (ResourceFile file : resourceFiles) {
      List<Problem> found = FileCheck.problems(file, references);
      problems.addAll(found);
      if (found.isEmpty() && !deleted.contains(file.ref())) {
        good.add(file);
      }
    }
    return write(good, references);
  }

  /**
   * Resources that stay deleted although their files are there: those whose files nobody has
   * touched since.
   */
  private Set<ResourceRef> deletedBefore(List<ResourceFile> resourceFiles) {
    List<ResourceFile> untouched =
        resourceFiles.stream().filter(file -> !history.changed().contains(file.path())).toList();
    if (untouched.isEmpty() || link.state().lastRead().isEmpty()) {
      return Set.of();
    }
    Set<ResourceRef> deleted = new HashSet<>(resources.deleted(link.workspace()));
    deleted.retainAll(untouched.stream().map(ResourceFile::ref).toList());
    return deleted;
  }

  /**
   * Writes files to the workspace. The resources are read before the changes that wait: an edit
   * that comes in between makes the write fail by its revision, where the other way round it would
   * look like something that Git has seen.
   */
  private boolean write(List<ResourceFile> good, References references) {
    Map<ResourceRef, StoredResource> current = new HashMap<>();
    for (ResourceFile file : good) {
      resources.find(link.workspace(), file.ref()).ifPresent(it -> current.put(file.ref(), it));
    }
    Map<ResourceRef, List<Change>> waiting =
        resources.waiting(link.workspace(), Integer.MAX_VALUE).stream()
            .collect(Collectors.groupingBy(Change::ref));
    for (ResourceFile file : good) {
      var stored = Optional.ofNullable(current.get(file.ref()));
      var pending = waiting.getOrDefault(file.ref(), List.of());
      var write = ResourcePlanner.apply(file, references, stored, pending);
      if (write.isPresent() && !write(file, stored, write.get())) {
        return false;
      }
    }
    return true;
  }

  private boolean write(ResourceFile file, Optional<StoredResource> current, ResourceWrite write) {
    Activity entry =
        journal.inbound(link.workspace(), write, actor(file.path()), commit(file.path()));
    if (!resources.apply(link, current, write, entry)) {
      return false;
    }
    if (write.action() == Action.CREATE) {
      created++;
    } else {
      updated++;
    }
    return true;
  }

  private Person actor(RepoPath path) {
    return lastTouch(path).map(BranchCommit::author).orElse(Person.SERVICE);
  }

  private CommitId commit(RepoPath path) {
    return lastTouch(path).map(BranchCommit::id).orElse(tip);
  }

  /** The newest commit that changed a file; failing that, the newest at all. */
  private Optional<BranchCommit> lastTouch(RepoPath path) {
    return history.commits().reversed().stream()
        .filter(commit -> commit.touched().contains(path))
        .findFirst()
        .or(() -> history.commits().reversed().stream().findFirst());
  }
}
