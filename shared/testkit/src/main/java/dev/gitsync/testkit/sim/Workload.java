package dev.gitsync.testkit.sim;

import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.RepositoryUrl;
import java.util.List;

/**
 * What a run is like as a whole.
 *
 * @param workspaces each with its own link to the one branch
 * @param weather how much goes wrong
 * @param deletions whether people delete in the workspace
 * @param places what people work on
 */
record Workload(
    List<WorkspaceId> workspaces,
    Folders folders,
    Weather weather,
    Deletions deletions,
    List<ResourceRef> places) {

  private static final List<String> NAMES = List.of("acme", "beta", "cargo");

  /** Whether the links use the same files. */
  enum Folders {
    OWN,
    SHARED
  }

  /** How much goes wrong, in thousandths of the calls. */
  enum Weather {
    CALM(0),
    BREEZE(10),
    STORM(50),
    HURRICANE(150);

    private final int perThousand;

    Weather(int perThousand) {
      this.perThousand = perThousand;
    }

    int perThousand() {
      return perThousand;
    }
  }

  /** Whether people delete what is in the workspace. */
  enum Deletions {
    NONE,
    SOME
  }

  /** Draws a workload; the plainest is one workspace in calm weather. */
  static Workload drawn(Choices choices) {
    int count = 1 + choices.weighted(1, 6, 3);
    Folders folders = choices.from(List.of(Folders.values()), 3, 2);
    Weather weather = choices.from(List.of(Weather.values()), 2, 3, 4, 1);
    Deletions deletions = choices.from(List.of(Deletions.values()), 1, 2);
    int places = choices.from(List.of(4, 3, 2, 1), 3, 2, 2, 3);
    List<WorkspaceId> workspaces = NAMES.subList(0, count).stream().map(WorkspaceId::new).toList();
    return new Workload(workspaces, folders, weather, deletions, Inventory.ALL.subList(0, places));
  }

  /** The settings of a workspace's link. */
  LinkSettings settings(WorkspaceId workspace) {
    return new LinkSettings(
        new RepositoryUrl("https://git.example/all"),
        "main",
        folders == Folders.OWN ? workspace.value() : "",
        LinkSettings.Mode.RUNNING);
  }
}
