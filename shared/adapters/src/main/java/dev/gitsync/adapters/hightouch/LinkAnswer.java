package dev.gitsync.adapters.hightouch;

import dev.gitsync.core.merge.ConflictPolicy;
import dev.gitsync.core.plan.DeletionGuard;
import dev.gitsync.core.plan.DeletionPolicy;
import dev.gitsync.core.plan.Policies;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Text;
import java.util.Arrays;
import java.util.Locale;

/** A link as {@code GET /api/v1/git-sync} shows it. What it does not say is as links begin. */
record LinkAnswer(Mapping json) {

  private static final String OF = "git-sync";

  Policies policies() throws NotUnderstood {
    return new Policies(
        word("conflictPolicy", Policies.DEFAULT.conflicts(), ConflictPolicy.values()),
        word("deletionPolicy", Policies.DEFAULT.deletions(), DeletionPolicy.values()),
        guard());
  }

  private <E extends Enum<E>> E word(String field, E otherwise, E[] words) throws NotUnderstood {
    Node value = json.get(field).orElse(new Text(otherwise.name().toLowerCase(Locale.ROOT)));
    return Arrays.stream(words)
        .filter(it -> value.equals(new Text(it.name().toLowerCase(Locale.ROOT))))
        .findFirst()
        .orElseThrow(() -> NotUnderstood.field(OF, field));
  }

  private DeletionGuard guard() throws NotUnderstood {
    String field = "deletionGuard";
    Node value = json.get(field).orElse(new Node.Null());
    if (value instanceof Node.Null) {
      return DeletionGuard.DEFAULT;
    }
    try {
      return new DeletionGuard(number(value, "resources"), number(value, "percent"));
    } catch (ArithmeticException | ClassCastException | IllegalArgumentException e) {
      throw NotUnderstood.field(OF, field);
    }
  }

  private static int number(Node guard, String field) {
    return ((Num) ((Mapping) guard).get(field).orElseThrow(IllegalArgumentException::new))
        .value()
        .intValueExact();
  }
}
