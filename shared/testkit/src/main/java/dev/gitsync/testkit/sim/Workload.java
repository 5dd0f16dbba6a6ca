package dev.gitsync.testkit.sim;

import dev.gitsync.core.merge.ConflictPolicy;
import dev.gitsync.core.plan.DeletionGuard;
import dev.gitsync.core.plan.DeletionPolicy;
import dev.gitsync.core.plan.Policies;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.link.HostSettings;
import dev.gitsync.flows.link.HostSettings.Delivery;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.RepositoryUrl;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a run is like as a whole.
 *
 * @param worlds that it is one of
 * @param workspaces each with its own link to the one branch
 * @param weather how much goes wrong
 * @param deletions whether people delete in the workspace
 * @param places what people work on
 * @param policies of all links
 * @param proposing those of the workspaces whose links deliver by pull request
 */
record Workload(
    Worlds worlds,
    List<WorkspaceId> workspaces,
    Folders folders,
    Weather weather,
    Deletions deletions,
    List<ResourceRef> places,
    Policies policies,
    Protection protection,
    Set<WorkspaceId> proposing) {

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

  /** Whether the branch takes pushes. */
  enum Protection {
    NONE,
    BY_PULL_REQUEST_ONLY
  }

  /** Draws a workload; the plainest is one workspace in calm weather. */
  static Workload drawn(Choices choices) {
    int count = 1 + choices.weighted(1, 6, 3);
    Folders folders = choices.from(List.of(Folders.values()), 3, 2);
    Weather weather = choices.from(List.of(Weather.values()), 2, 3, 4, 1);
    Deletions deletions = choices.from(List.of(Deletions.values()), 1, 2);
    int places = choices.from(List.of(4, 3, 2, 1), 3, 2, 2, 3);
    List<WorkspaceId> workspaces = NAMES.subList(0, count).stream().map(WorkspaceId::new).toList();
    var policies =
        new Policies(
            choices.from(List.of(ConflictPolicy.WORKSPACE, ConflictPolicy.GIT), 2, 1),
            choices.from(List.of(DeletionPolicy.IGNORE, DeletionPolicy.DELETE), 2, 1),
            DeletionGuard.DEFAULT);
    boolean isProposing = choices.worlds() == Worlds.PROPOSING;
    Protection protection =
        isProposing ? choices.from(List.of(Protection.values()), 3, 1) : Protection.NONE;
    return new Workload(
        choices.worlds(),
        workspaces,
        folders,
        weather,
        deletions,
        Inventory.ALL.subList(0, places),
        policies,
        protection,
        isProposing ? proposing(workspaces, choices) : Set.of());
  }

  private static Set<WorkspaceId> proposing(List<WorkspaceId> workspaces, Choices choices) {
    return workspaces.stream()
        .filter(it -> choices.weighted(3, 1) == 0)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The settings of a workspace's link. */
  LinkSettings settings(WorkspaceId workspace) {
    return new LinkSettings(
            new RepositoryUrl("https://git.example/all"),
            "main",
            folders == Folders.OWN ? workspace.value() : "",
            LinkSettings.Mode.RUNNING)
        .with(policies)
        .with(hosting(workspace));
  }

  private HostSettings hosting(WorkspaceId workspace) {
    Delivery delivery = proposing.contains(workspace) ? Delivery.PULL_REQUEST : Delivery.PUSH;
    return new HostSettings(Optional.empty(), Optional.empty(), delivery, HostSettings.Checks.ON);
  }
}
