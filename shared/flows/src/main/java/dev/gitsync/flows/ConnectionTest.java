package dev.gitsync.flows;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.link.HostSettings.Delivery;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.port.GitRemote;

/** Finds out whether a link would work, before it is saved. */
public record ConnectionTest(Branch branch) {

  /** What was found out. */
  public sealed interface Result {}

  /**
   * It works.
   *
   * @param settings those that were tried, with the keys that SSH servers showed
   */
  public record Works(String message, LinkSettings settings) implements Result {}

  /** It does not work. */
  public record Fails(String code, String message, String remedy) implements Result {}

  /**
   * Tries settings with the credentials that the workspace has. Writes nothing. SSH servers that
   * the settings do not know are believed, once.
   */
  public Result run(WorkspaceId workspace, LinkSettings settings) {
    try {
      LinkSettings known =
          settings.with(settings.connection().with(branch.hostKeys(workspace, settings)));
      try (GitRemote remote = branch.open(workspace, known)) {
        Result result = tip(remote.tip(), known);
        if (result instanceof Works) {
          remote.checkPush();
          checkHost(workspace, known);
        }
        return result;
      }
    } catch (NeedsUser e) {
      return new Fails(e.code(), e.message(), e.remedy());
    } catch (TryLater e) {
      return new Fails(
          e.code(), e.message(), "Check the address, and that the server can be reached.");
    }
  }

  /** Where commits go by pull request, the host has to show those that there are. */
  private void checkHost(WorkspaceId workspace, LinkSettings settings) {
    if (settings.hosting().delivery() == Delivery.PULL_REQUEST) {
      branch
          .host(workspace, settings)
          .orElseThrow(() -> Proposing.noHost(workspace, settings))
          .latest(ProposalBranches.anyOf(workspace), settings.branch());
    }
  }

  private static Result tip(GitRemote.Tip tip, LinkSettings settings) {
    return switch (tip) {
      case GitRemote.At(var commit) ->
          new Works(
              "Branch %s is at %s.".formatted(settings.branch(), commit.abbreviated()), settings);
      case GitRemote.Unborn unborn ->
          new Works(
              "The repository is empty; the first commit will make branch %s."
                  .formatted(settings.branch()),
              settings);
      case GitRemote.Missing missing ->
          new Fails(
              "GIT-003",
              "Branch \"%s\" is not in the repository.".formatted(settings.branch()),
              "Push the branch, or choose another one.");
    };
  }
}
