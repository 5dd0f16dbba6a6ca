package dev.gitsync.flows;

import dev.gitsync.core.plan.Renames;
import dev.gitsync.core.plan.ResourcePlanner.Reading;
import dev.gitsync.core.repo.References;
import dev.gitsync.core.repo.ResourceFile;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.port.Resources;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Files of which the workspace has no resource: new ones, those of resources that were deleted in
 * the workspace, and files that were given another name.
 */
record NewFiles(Resources resources, Link link, FileTouches touches) {

  /**
   * Those of some files that are to be taken over: not those of resources that stay deleted, which
   * say what the resource said and which nobody has touched since.
   *
   * @param known resources that are there, or that have changes waiting
   */
  List<ResourceFile> withoutDeleted(
      List<ResourceFile> files, Set<ResourceRef> known, References references) {
    List<ResourceFile> made = files.stream().filter(it -> !known.contains(it.ref())).toList();
    if (made.isEmpty() || link.state().lastRead().isEmpty()) {
      return files;
    }
    Map<ResourceRef, Mapping> deleted = resources.deleted(link.workspace());
    List<ResourceFile> stay =
        made.stream()
            .filter(it -> deleted.containsKey(it.ref()))
            .filter(it -> touches.reading(it.path()) != Reading.EDITED)
            .filter(it -> saysTheSame(it, references, deleted))
            .toList();
    return files.stream().filter(it -> !stay.contains(it)).toList();
  }

  private static boolean saysTheSame(
      ResourceFile file, References references, Map<ResourceRef, Mapping> deleted) {
    Mapping before = deleted.getOrDefault(file.ref(), Mapping.empty());
    return file.document(references, before).equals(before);
  }

  /**
   * Which resources are about to be made by giving the file of another one their name.
   *
   * @param gone what the resources are whose files are not there any more
   * @param current resources that are there
   * @return the resource that each was before
   */
  static Map<ResourceRef, ResourceRef> renamed(
      Map<ResourceRef, Mapping> gone,
      List<ResourceFile> files,
      Set<ResourceRef> current,
      References references) {
    if (gone.isEmpty()) {
      return Map.of();
    }
    var made = new HashMap<ResourceRef, Mapping>();
    files.stream()
        .filter(it -> !current.contains(it.ref()))
        .forEach(it -> made.put(it.ref(), it.document(references, Mapping.empty())));
    var renamed = new HashMap<ResourceRef, ResourceRef>();
    Renames.find(gone, made).forEach(it -> renamed.put(it.to(), it.from()));
    return renamed;
  }
}
