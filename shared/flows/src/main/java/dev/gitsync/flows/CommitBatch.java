package dev.gitsync.flows;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Activity.Outcome;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.merge.Conflict;
import dev.gitsync.core.plan.FilePlanner;
import dev.gitsync.core.plan.FileWrite;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.CommitMessage;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.Manifest;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.repo.ResourceFile;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.flows.ReferenceReader.Vocabulary;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemote.CommitDraft;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The commits that carry changes, each on top of the last.
 *
 * @param steps one per change that is dealt with, in order
 * @param faulty resources whose changes met an error of ours; the later changes of such a resource
 *     are left out as well, since they build on the first
 */
record CommitBatch(
    List<Step> steps, List<CommitDraft> commits, Map<ResourceRef, RuntimeException> faulty) {

  /**
   * What becomes of a change.
   *
   * @param commit the place of its commit in the batch; empty when it needs none
   */
  record Step(Change change, Outcome outcome, Optional<Integer> commit, List<Conflict> conflicts) {}

  /** Makes batches. */
  record Builder(ReferenceReader references) {

    CommitBatch build(
        GitRemote remote,
        Link link,
        Optional<CommitId> tip,
        Set<RepoPath> unread,
        List<Change> changes,
        Instant now) {
      LinkLayout layout = link.layout();
      Map<RepoPath, byte[]> files = files(remote, layout, tip, changes);
      Vocabulary vocabulary = references.vocabulary(layout, files);
      var known = references.references(vocabulary, readable(layout, files, changes));
      String manifest = Manifest.text(vocabulary.connectors());
      var work = new Work(layout, new FilePlanner(layout, known), manifest, files);
      work.leftovers.putAll(leftovers(link, files.keySet(), unread, changes));
      changes.forEach(work::carryOrSetAside);
      work.putManifestRight(now);
      return new CommitBatch(work.steps, work.commits, work.faulty);
    }

    /**
     * What the workspace says now of resources that were made anew while an old file of their name
     * is there. What the file says beyond that is of the resource before, and goes.
     */
    private Map<ResourceRef, Mapping> leftovers(
        Link link, Set<RepoPath> present, Set<RepoPath> unread, List<Change> changes) {
      var documents = new HashMap<ResourceRef, Mapping>();
      for (Change change : changes) {
        if (change.action() == Action.CREATE && change.ref().kind().hasFile()) {
          RepoPath path = link.layout().fileOf(change.ref());
          if (present.contains(path) && !unread.contains(path)) {
            documents.put(change.ref(), references.document(link.workspace(), change.ref()));
          }
        }
      }
      return documents;
    }

    private static Map<RepoPath, byte[]> files(
        GitRemote remote, LinkLayout layout, Optional<CommitId> tip, List<Change> changes) {
      var paths = new LinkedHashSet<>(Set.of(layout.aliases(), layout.manifest()));
      changes.stream()
          .map(Change::ref)
          .filter(ref -> ref.kind().hasFile())
          .map(layout::fileOf)
          .forEach(paths::add);
      return new HashMap<>(tip.map(commit -> remote.read(commit, paths)).orElse(Map.of()));
    }

    private static List<ResourceFile> readable(
        LinkLayout layout, Map<RepoPath, byte[]> files, List<Change> changes) {
      var readable = new ArrayList<ResourceFile>();
      for (ResourceRef ref : new LinkedHashSet<>(changes.stream().map(Change::ref).toList())) {
        byte[] content = ref.kind().hasFile() ? files.get(layout.fileOf(ref)) : null;
        if (content != null
            && ResourceFile.read(layout.fileOf(ref), ref, content)
                instanceof ResourceFile.Parsed(var file)) {
          readable.add(file);
        }
      }
      return readable;
    }
  }

  /** The batch while it grows, and the files as the last commit leaves them. */
  private static final class Work {
    private final LinkLayout layout;
    private final FilePlanner planner;
    private final String manifest;
    private final Map<RepoPath, byte[]> files;
    private final Map<ResourceRef, Mapping> leftovers = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<CommitDraft> commits = new ArrayList<>();
    private final Map<ResourceRef, RuntimeException> faulty = new LinkedHashMap<>();

    Work(LinkLayout layout, FilePlanner planner, String manifest, Map<RepoPath, byte[]> files) {
      this.layout = layout;
      this.planner = planner;
      this.manifest = manifest;
      this.files = files;
    }

    void carryOrSetAside(Change change) {
      if (faulty.containsKey(change.ref())) {
        return;
      }
      try {
        carry(change);
      } catch (RuntimeException e) {
        faulty.put(change.ref(), e);
      }
    }

    private void carry(Change change) {
      Optional<FileWrite> write =
          change.ref().kind().hasFile()
              ? planner.carry(
                  change,
                  Optional.ofNullable(files.get(layout.fileOf(change.ref()))),
                  Optional.ofNullable(leftovers.get(change.ref())))
              : manifestWrite();
      List<Conflict> conflicts = write.map(FileWrite::conflicts).orElse(List.of());
      Optional<Integer> place =
          write.map(
              it -> commit(it, change.author(), change.at(), CommitMessage.of(change, conflicts)));
      steps.add(new Step(change, outcome(change, place), place, conflicts));
    }

    private static Outcome outcome(Change change, Optional<Integer> place) {
      if (place.isPresent()) {
        return Outcome.COMMITTED;
      }
      return change.action() == Action.DELETE && change.ref().kind().hasFile()
          ? Outcome.FILE_KEPT
          : Outcome.NOTHING_TO_DO;
    }

    void putManifestRight(Instant at) {
      manifestWrite()
          .ifPresent(
              write ->
                  commit(write, Person.SERVICE, at, CommitMessage.ofManifest(layout.workspace())));
    }

    private Optional<FileWrite> manifestWrite() {
      byte[] present = files.get(layout.manifest());
      byte[] wanted = manifest.getBytes(StandardCharsets.UTF_8);
      return present != null && Arrays.equals(present, wanted)
          ? Optional.empty()
          : Optional.of(new FileWrite(layout.manifest(), manifest, List.of()));
    }

    private int commit(FileWrite write, Person author, Instant at, String message) {
      files.put(write.path(), write.content());
      commits.add(new CommitDraft(Map.of(write.path(), write.text()), author, at, message));
      return commits.size() - 1;
    }
  }
}
