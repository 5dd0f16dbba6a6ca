package dev.gitsync.adapters.sqs;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.host.CheckTarget;
import dev.gitsync.flows.host.CheckTarget.OfPullRequest;
import dev.gitsync.flows.host.CheckTarget.OfQueuedCommit;
import java.util.Optional;

/**
 * The body of a hint at something to check: {@code {"workspace":"acme","pullRequest":12}}, or in a
 * merge queue {@code {"workspace":"acme","head":"…","base":"…"}}.
 */
public final class CheckHint {

  private CheckHint() {}

  static String write(WorkspaceId workspace, CheckTarget target) {
    Mapping json = Mapping.of("workspace", new Text(workspace.value()));
    return Json.write(
        switch (target) {
          case OfPullRequest(var number) -> json.with("pullRequest", Num.of(number));
          case OfQueuedCommit(var head, var base) ->
              json.with("head", head.value()).with("base", base.value());
        });
  }

  /** What is to be checked; empty where the body does not say. */
  public static Optional<CheckTarget> read(Mapping json) {
    if (json.get("pullRequest").orElse(null) instanceof Num(var number)) {
      return Optional.of(new OfPullRequest(number.longValue()));
    }
    Optional<CommitId> head = json.text("head").flatMap(CommitId::parse);
    Optional<CommitId> base = json.text("base").flatMap(CommitId::parse);
    return head.isPresent() && base.isPresent()
        ? Optional.of(new OfQueuedCommit(head.get(), base.get()))
        : Optional.empty();
  }
}
