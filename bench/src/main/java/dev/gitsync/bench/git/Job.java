package dev.gitsync.bench.git;

import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.port.GitRemote.CommitDraft;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What is to be done: a commit that changes some files is to be pushed, or, where there are none,
 * the tip of a branch that has not moved is asked for.
 */
record Job(int files) {

  /** Asks for the tip. */
  static final Job POLL = new Job(0);

  private static final Person AUTHOR = new Person("Ada Lovelace", "ada@example.com");
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
  private static final String MESSAGE =
      """
      Update model "Orders"

      Git-Sync-Workspace: acme
      Git-Sync-Direction: OUTBOUND
      Git-Sync-Change: 89a4919b-eea5-46e3-a0f1-94ae8361cd8b
      """;

  boolean isPoll() {
    return files == 0;
  }

  String title() {
    return isPoll() ? "poll" : String.format(Locale.ROOT, "%,d", files);
  }

  /** One file of the link's; more are ten in a folder. */
  Set<RepoPath> paths() {
    return files == 1
        ? Set.of(new RepoPath(SampleFile.model(0)))
        : IntStream.range(0, files)
            .mapToObj(i -> new RepoPath(SampleFile.many(i)))
            .collect(Collectors.toSet());
  }

  /** The fewest folders that hold these files and no others. */
  List<String> folders() {
    int depth = files < SampleFile.GROUP ? 1 : 2;
    return paths().stream()
        .map(path -> Path.of(path.value()))
        .map(path -> path.subpath(0, path.getNameCount() - depth).toString())
        .distinct()
        .sorted()
        .toList();
  }

  /** The commit; each round changes each file anew. */
  CommitDraft draft(int round) {
    Map<RepoPath, String> texts =
        paths().stream()
            .collect(Collectors.toMap(path -> path, path -> SampleFile.text(path.value(), round)));
    return new CommitDraft(texts, AUTHOR, NOON, MESSAGE);
  }
}
