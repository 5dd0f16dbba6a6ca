package dev.gitsync.adapters.hightouch;

import dev.gitsync.core.check.ListedWorkspace;
import dev.gitsync.core.plan.Policies;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.tree.Node.Mapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A workspace as its API shows it.
 *
 * @param id empty where the API has no links, or the workspace has none
 * @param policies those of its link; where it has none, those that links begin with
 */
public record HightouchWorkspace(
    Optional<String> id, ListedWorkspace resources, Policies policies) {

  /**
   * What answers say.
   *
   * @param lists whole
   * @param link empty where there is none
   */
  static HightouchWorkspace of(Map<ResourceKind, List<Item>> lists, Optional<Mapping> link)
      throws NotUnderstood {
    ListedWorkspace resources = Answers.workspace(lists);
    return new HightouchWorkspace(
        link.flatMap(it -> it.text("workspaceId")),
        resources,
        link.isPresent() ? new LinkAnswer(link.get()).policies() : Policies.DEFAULT);
  }
}
