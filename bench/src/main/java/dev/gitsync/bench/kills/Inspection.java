package dev.gitsync.bench.kills;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Looks at everything, when all is quiet.
 *
 * @param copy a folder that is not there yet
 * @param base the commit after which the editors began
 */
record Inspection(Path repository, Path copy, String base, Ledger ledger) {

  /** What was found. */
  record Found(int commits, long conflicts, List<String> violations) {
    Found {
      violations = List.copyOf(violations);
    }
  }

  Found run(List<Api> workspaces) throws IOException, InterruptedException {
    var violations = new ArrayList<>(ledger.complaints());
    new Git(repository).run("clone", "-q", "--branch", "main", ".", copy.toString());
    Branch branch = Branch.read(copy);
    var trails = new ArrayList<Trail>();
    for (Api api : workspaces) {
      Meaning.of(api)
          .differences(Meaning.of(branch, api.workspace()))
          .forEach(it -> violations.add("Not equal in " + api.workspace() + ": " + it));
      trails.add(Trail.read(api));
    }
    History history = History.read(new Git(copy), base);
    violations.addAll(Verdict.of(ledger, history, trails, branch.texts()));
    violations.addAll(faults());
    long conflicts =
        trails.stream()
            .flatMap(trail -> trail.entries().stream())
            .filter(entry -> !entry.disputed().isEmpty())
            .count();
    return new Found(history.commits().size(), conflicts, violations);
  }

  /** What Git finds wrong with the repository, but for objects that nothing refers to. */
  private List<String> faults() throws IOException, InterruptedException {
    Git.Result result =
        new Git(repository).tryTo(Map.of(), "fsck", "--full", "--strict", "--no-dangling");
    String output = result.output();
    return result.isGood() && !output.contains("error") && !output.contains("warning")
        ? List.of()
        : List.of("git fsck: " + output);
  }
}
