package dev.gitsync.functions.api;

import dev.gitsync.core.merge.Conflict;
import dev.gitsync.core.plan.RestorePlan;
import dev.gitsync.core.plan.RestorePlan.Create;
import dev.gitsync.core.plan.RestorePlan.Delete;
import dev.gitsync.core.plan.RestorePlan.Leave;
import dev.gitsync.core.plan.RestorePlan.Step;
import dev.gitsync.core.plan.RestorePlan.Unchanged;
import dev.gitsync.core.plan.RestorePlan.Update;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Bool;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Null;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import java.util.List;

/** Restores as answers show them. */
final class RestoreJson {

  private RestoreJson() {}

  /** What a restore would do. Resources that are what they were are only counted. */
  static Mapping plan(CommitId commit, RestorePlan plan) {
    List<Node> steps =
        plan.steps().stream()
            .filter(step -> !(step instanceof Unchanged))
            .<Node>map(RestoreJson::step)
            .toList();
    List<Node> shown = AnswerSize.fitting(steps);
    return Mapping.of("commit", new Text(commit.value()))
        .with("resources", new Sequence(shown))
        .with("resourcesAreAll", new Bool(shown.size() == steps.size()))
        .with("unchangedCount", Num.of((long) plan.steps().size() - steps.size()))
        .with("problemCount", Num.of(plan.problems().size()))
        .with("problems", LinkJson.problems(plan.problems()));
  }

  static Mapping step(Step step) {
    List<Conflict> differences = step instanceof Update update ? update.differences() : List.of();
    return Mapping.of("resource", LinkJson.resource(step.ref(), step.resource().name()))
        .with("action", action(step))
        .with("fields", new Sequence(differences.stream().map(RestoreJson::field).toList()));
  }

  private static String action(Step step) {
    return switch (step) {
      case Create create -> "create";
      case Update update -> "update";
      case Delete delete -> "delete";
      case Leave leave -> "leave";
      case Unchanged unchanged -> "none";
    };
  }

  private static Node field(Conflict difference) {
    return Mapping.of("field", new Text(difference.fieldName()))
        .with("now", difference.workspace().orElse(new Null()))
        .with("then", difference.git().orElse(new Null()));
  }
}
