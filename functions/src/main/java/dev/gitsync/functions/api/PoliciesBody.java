package dev.gitsync.functions.api;

import dev.gitsync.core.merge.ConflictPolicy;
import dev.gitsync.core.plan.DeletionGuard;
import dev.gitsync.core.plan.DeletionPolicy;
import dev.gitsync.core.plan.Policies;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads how a link decides conflicts and deletions out of its settings: {@code conflictPolicy},
 * {@code deletionPolicy} and {@code deletionGuard}, which is {@code {"resources":5,"percent":20}}.
 */
record PoliciesBody(Body body) {

  static final String RESOURCES = "resources";
  static final String PERCENT = "percent";
  static final List<String> FIELDS = List.of("conflictPolicy", "deletionPolicy", "deletionGuard");

  /** More than any workspace has. */
  private static final int MOST_RESOURCES = 1_000_000;

  /** The policies that the body asks for; what is not in it stays, null brings the guard back. */
  Policies read(Policies current) {
    return new Policies(
        body.word("conflictPolicy", ConflictPolicy.class, current.conflicts()),
        body.word("deletionPolicy", DeletionPolicy.class, current.deletions()),
        guard(current.guard()));
  }

  private DeletionGuard guard(DeletionGuard current) {
    if (body.get("deletionGuard").isEmpty()) {
      return current;
    }
    Mapping json = body.mapping("deletionGuard", Mapping.empty(), Mapping.empty());
    DeletionGuard start = json.entries().isEmpty() ? DeletionGuard.DEFAULT : current;
    Optional<Integer> resources = number(json, RESOURCES, start.resources(), MOST_RESOURCES);
    Optional<Integer> percent = number(json, PERCENT, start.percent(), 100);
    if (resources.isEmpty()
        || percent.isEmpty()
        || !Set.of(RESOURCES, PERCENT).containsAll(json.entries().keySet())) {
      body.refuse(
          "deletionGuard",
          "It must be an object of resources, a whole number from 0 to %d, and percent, one from 0"
                  .formatted(MOST_RESOURCES)
              + " to 100: more than both at once are asked about.");
      return current;
    }
    return new DeletionGuard(resources.get(), percent.get());
  }

  /** A whole number within bounds; empty where it is something else. */
  private static Optional<Integer> number(Mapping json, String field, int otherwise, int most) {
    Node value = json.get(field).orElse(Num.of(otherwise));
    return value instanceof Num(var number)
            && number.scale() <= 0
            && number.signum() >= 0
            && number.precision() - number.scale() <= 7
            && number.intValueExact() <= most
        ? Optional.of(number.intValueExact())
        : Optional.empty();
  }
}
