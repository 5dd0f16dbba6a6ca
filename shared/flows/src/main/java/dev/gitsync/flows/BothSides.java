package dev.gitsync.flows;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.plan.DeletionPolicy;
import dev.gitsync.core.plan.FilePlanner;
import dev.gitsync.core.plan.FileWrite;
import dev.gitsync.core.plan.ResyncPlan;
import dev.gitsync.core.repo.Aliases;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.Manifest;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.repo.ResourceFile;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.Resources;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * All of a workspace and all files of its link, at one moment, and what sets them apart.
 *
 * @param waiting changes that were not delivered then
 * @param covered those of them that the resources have in them
 * @param files the contents of the link's files
 * @param planner knows how the files call what they refer to
 * @param plan what a full resync would do
 * @param manifest what the list of sources and destinations is to say
 */
record BothSides(
    LinkLayout layout,
    List<Change> waiting,
    List<Change> covered,
    Map<RepoPath, byte[]> files,
    FilePlanner planner,
    ResyncPlan plan,
    String manifest) {

  /** The files that have to be written so that they say what the workspace says. */
  Map<RepoPath, String> filesToWrite() {
    var written = new LinkedHashMap<RepoPath, String>();
    for (ResyncPlan.Write write : plan.writes()) {
      written.put(write.file().path(), write.file().text());
    }
    byte[] present = files.get(layout.manifest());
    var wanted = new FileWrite(layout.manifest(), manifest, List.of());
    if (present == null || !Arrays.equals(present, wanted.content())) {
      written.put(layout.manifest(), manifest);
    }
    if (!files.containsKey(layout.aliases())) {
      written.put(layout.aliases(), Aliases.EMPTY_FILE);
    }
    return written;
  }

  /** Reads both sides. */
  record Reader(Resources resources) {

    /** The changes are read before the resources: each of them is in what is read after it. */
    BothSides read(GitRemote remote, Link link, Optional<CommitId> tip) {
      LinkLayout layout = link.layout();
      List<Change> waiting = resources.waiting(link.workspace(), Integer.MAX_VALUE);
      List<StoredResource> stored = stored(link);
      Map<RepoPath, byte[]> files = tip.map(it -> readAll(remote, layout, it)).orElse(Map.of());
      var references = new ReferenceReader(resources);
      var vocabulary = references.vocabulary(layout, files);
      var known = references.references(vocabulary, ResourceFile.readable(layout, files));
      var planner = new FilePlanner(layout, known);
      return new BothSides(
          layout,
          waiting,
          waiting.stream().filter(it -> isCovered(link, it, waiting)).toList(),
          files,
          planner,
          ResyncPlan.of(stored, files, planner),
          Manifest.text(vocabulary.connectors()));
    }

    private List<StoredResource> stored(Link link) {
      return Stream.of(ResourceKind.MODEL, ResourceKind.SYNC)
          .flatMap(kind -> resources.list(link.workspace(), kind).stream())
          .toList();
    }

    /** Where files go with their resources, deleting one is for the outbound flow. */
    private static boolean isCovered(Link link, Change change, List<Change> waiting) {
      return change.action() != Action.DELETE
          || !change.ref().kind().hasFile()
          || link.settings().policies().deletions() != DeletionPolicy.DELETE
          || waiting.stream()
              .anyMatch(it -> it.ref().equals(change.ref()) && it.sequence() > change.sequence());
    }

    private static Map<RepoPath, byte[]> readAll(
        GitRemote remote, LinkLayout layout, CommitId tip) {
      var paths = new TreeSet<>(remote.list(tip));
      paths.add(layout.aliases());
      paths.add(layout.manifest());
      return new HashMap<>(remote.read(tip, paths));
    }
  }
}
