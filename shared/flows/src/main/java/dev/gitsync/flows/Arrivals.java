package dev.gitsync.flows;

import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.ChangeId;
import dev.gitsync.core.plan.ArrivalPlanner;
import dev.gitsync.core.plan.FilePlanner;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.Manifest;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemote.History;
import dev.gitsync.flows.port.Resources;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds changes that are on the branch although no commit names them. */
record Arrivals(Resources resources, ReferenceReader references) {

  Arrivals(Resources resources) {
    this(resources, new ReferenceReader(resources));
  }

  /** The changes that the files have in them, each with the commit that touched its file last. */
  Map<ChangeId, CommitId> at(
      GitRemote remote, Link link, CommitId tip, History history, List<Change> waiting) {
    if (waiting.isEmpty()) {
      return Map.of();
    }
    LinkLayout layout = link.layout();
    Map<RepoPath, byte[]> files =
        CommitBatchBuilder.files(remote, layout, Optional.of(tip), waiting);
    var vocabulary = references.vocabulary(layout, files);
    var known =
        references.references(vocabulary, CommitBatchBuilder.readable(layout, files, waiting));
    var planner =
        new ArrivalPlanner(new FilePlanner(layout, known), link.settings().policies().deletions());
    byte[] manifest = Manifest.text(vocabulary.connectors()).getBytes(StandardCharsets.UTF_8);
    boolean isListed = Arrays.equals(manifest, files.get(layout.manifest()));
    var touches = new FileTouches(link.workspace(), history, tip);
    var arrived = new HashMap<ChangeId, CommitId>();
    byResource(waiting)
        .forEach(
            (ref, changes) -> {
              boolean hasFile = ref.kind().hasFile();
              RepoPath path = hasFile ? layout.fileOf(ref) : layout.manifest();
              int count =
                  hasFile
                      ? planner.arrived(changes, Optional.ofNullable(files.get(path)))
                      : isListed ? changes.size() : 0;
              changes.stream()
                  .limit(count)
                  .forEach(it -> arrived.put(it.id(), touches.last(path).commit()));
            });
    return arrived;
  }

  private static Map<ResourceRef, List<Change>> byResource(List<Change> changes) {
    return changes.stream()
        .collect(Collectors.groupingBy(Change::ref, LinkedHashMap::new, Collectors.toList()));
  }
}
