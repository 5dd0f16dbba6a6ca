package dev.gitsync.flows;

import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.port.CredentialStore;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemotes;
import java.util.Optional;

/** Finds out whether a link would work, before it is saved. */
public record ConnectionTest(GitRemotes remotes, CredentialStore credentials) {

  /** What was found out. */
  public sealed interface Result {}

  /** It works. */
  public record Works(String message) implements Result {}

  /** It does not work. */
  public record Fails(String code, String message, String remedy) implements Result {}

  /** Tries settings with the credentials that the workspace has. Writes nothing. */
  public Result run(WorkspaceId workspace, LinkSettings settings) {
    Optional<Credentials> found = credentials.find(workspace);
    if (found.isEmpty()) {
      return new Fails(
          "GIT-004",
          "There are no Git credentials.",
          "Set them with PUT /api/v1/git-sync/credentials.");
    }
    try (GitRemote remote =
        remotes.open(settings, new LinkLayout(workspace, settings.folder()), found.get())) {
      Result result = branch(remote.tip(), settings);
      if (result instanceof Works) {
        remote.checkPush();
      }
      return result;
    } catch (NeedsUser e) {
      return new Fails(e.code(), e.message(), e.remedy());
    } catch (TryLater e) {
      return new Fails(
          e.code(), e.message(), "Check the address, and that the server can be reached.");
    }
  }

  private static Result branch(GitRemote.Tip tip, LinkSettings settings) {
    return switch (tip) {
      case GitRemote.At(var commit) ->
          new Works("Branch %s is at %s.".formatted(settings.branch(), commit.abbreviated()));
      case GitRemote.Unborn unborn ->
          new Works(
              "The repository is empty; the first commit will make branch %s."
                  .formatted(settings.branch()));
      case GitRemote.Missing missing ->
          new Fails(
              "GIT-003",
              "Branch \"%s\" is not in the repository.".formatted(settings.branch()),
              "Push the branch, or choose another one.");
    };
  }
}
