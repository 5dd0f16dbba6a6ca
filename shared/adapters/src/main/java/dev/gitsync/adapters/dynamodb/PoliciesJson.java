package dev.gitsync.adapters.dynamodb;

import dev.gitsync.core.merge.ConflictPolicy;
import dev.gitsync.core.plan.DeletionGuard;
import dev.gitsync.core.plan.DeletionPolicy;
import dev.gitsync.core.plan.Policies;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Text;

/** How a link's item says how conflicts and deletions are decided. */
final class PoliciesJson {

  private PoliciesJson() {}

  static Mapping write(Policies policies) {
    return Mapping.of("conflicts", new Text(policies.conflicts().name()))
        .with("deletions", policies.deletions().name())
        .with("guardResources", Num.of(policies.guard().resources()))
        .with("guardPercent", Num.of(policies.guard().percent()));
  }

  static Policies read(Mapping json) {
    return new Policies(
        ConflictPolicy.valueOf(json.text("conflicts").orElseThrow()),
        DeletionPolicy.valueOf(json.text("deletions").orElseThrow()),
        new DeletionGuard(number(json, "guardResources"), number(json, "guardPercent")));
  }

  private static int number(Mapping json, String key) {
    return ((Num) json.get(key).orElseThrow()).value().intValueExact();
  }
}
