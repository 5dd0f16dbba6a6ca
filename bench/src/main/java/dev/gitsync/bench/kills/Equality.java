package dev.gitsync.bench.kills;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * Whether the workspaces and the branch say the same, as the system sees it: nothing waits, nothing
 * fails, and a full resync would write nothing and could match everything.
 */
record Equality(Path repository, Duration patience) {

  private static final Duration GLANCE = Duration.ofMillis(50);
  private static final Duration PULL = Duration.ofSeconds(1);

  /** What was found. */
  record Found(Duration after, List<String> violations) {
    Found {
      violations = List.copyOf(violations);
    }
  }

  /** Waits until all are equal, while nobody edits. */
  Found await(List<Api> workspaces) throws IOException, InterruptedException {
    long start = System.nanoTime();
    long nextPull = start;
    List<String> differences = differences(workspaces);
    while (!differences.isEmpty()) {
      long now = System.nanoTime();
      if (now - start > patience.toNanos()) {
        return new Found(Duration.ofNanos(now - start), differences);
      }
      if (now >= nextPull) {
        for (Api api : workspaces) {
          api.call("POST", "/git-sync/pull", "");
        }
        nextPull = now + PULL.toNanos();
      }
      TimeUnit.NANOSECONDS.sleep(GLANCE.toNanos());
      differences = differences(workspaces);
    }
    return new Found(Duration.ofNanos(System.nanoTime() - start), List.of());
  }

  private List<String> differences(List<Api> workspaces) throws IOException, InterruptedException {
    String tip = tip();
    var differences = new ArrayList<String>();
    for (Api api : workspaces) {
      difference(api, tip).ifPresent(it -> differences.add(api.workspace() + " " + it));
    }
    if (differences.isEmpty() && !tip.equals(tip())) {
      differences.add("the branch still moves");
    }
    return differences;
  }

  private String tip() throws IOException, InterruptedException {
    return new Git(repository).run("rev-parse", "refs/heads/main").strip();
  }

  private static Optional<String> difference(Api api, String tip)
      throws IOException, InterruptedException {
    JsonNode status = api.get("/git-sync/status");
    if (!status.at("/health").asString().equals("ok")
        || status.at("/pendingChanges").asInt() != 0
        || !status.at("/lastCommit").asString("").equals(tip)) {
      return Optional.of("has not read " + tip + ", or says: " + status);
    }
    Api.Answer plan = api.call("POST", "/git-sync/resync?dryRun=true", "");
    return plan.isAccepted()
            && plan.body().at("/writes").isEmpty()
            && plan.body().at("/reads").isEmpty()
        ? Optional.empty()
        : Optional.of("differs from the branch: " + plan);
  }
}
