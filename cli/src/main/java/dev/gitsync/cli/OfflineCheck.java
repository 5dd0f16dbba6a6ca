package dev.gitsync.cli;

import dev.gitsync.core.check.Check.Verdict;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.report.CheckedFiles;
import dev.gitsync.core.resource.WorkspaceId;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The check of a pull request, on a checkout and without a server. */
@Command(
    name = "check",
    description = "Checks the files of a checkout as a pull request with them would be checked.",
    footer = {
      "",
      "Exits with 0 when the check passes, 1 when it fails, 2 when the arguments make no sense, 4"
          + " when it cannot tell."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class OfflineCheck implements Callable<Integer> {
  private static final Pattern MANIFEST = Pattern.compile("manifest-(.+)\\.yaml");

  /** The workspace's name where nothing says what it is. */
  private static final WorkspaceId UNNAMED = new WorkspaceId("workspace");

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "A checkout, or a folder in one (default: this folder).")
  private Path folder = Path.of(".");

  @Option(
      names = "--base",
      paramLabel = "REV",
      description =
          "Checks what differs from where HEAD and REV part, such as origin/main (default: every"
              + " file).")
  private @Nullable String base;

  @Option(
      names = "--path",
      paramLabel = "FOLDER",
      description = "Where models and syncs are in the repository (default: its root).")
  private String path = "";

  @Option(
      names = "--only",
      paramLabel = "ID",
      description = "Checks this workspace only (default: each that has a manifest).")
  private @Nullable String only;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private ReportFormat format = ReportFormat.TEXT;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Writes the report there, and text to standard output.")
  private @Nullable Path output;

  @Override
  public Integer call() {
    LinkFolders folders = folders();
    Optional<WorkspaceId> asked = Optional.ofNullable(only).map(this::workspace);
    try (Checkout checkout = Checkout.open(folder)) {
      WorkTree after = checkout.workTree(folders);
      var range =
          new CheckRange(
              Optional.ofNullable(base).map(it -> checkout.mergeBase(it, folders)), after);
      List<CheckedFiles> checks =
          workspaces(after, asked).stream().map(id -> check(range, folders.layout(id))).toList();
      write(checks);
      boolean isGood = checks.stream().noneMatch(it -> it.check().verdict() == Verdict.FAILED);
      return (isGood ? Exit.DONE : Exit.FAILED).code();
    }
  }

  private LinkFolders folders() {
    if (path.isEmpty() || path.equals(".")) {
      return new LinkFolders("");
    }
    return RepoPath.parse(path)
        .map(it -> new LinkFolders(it.value()))
        .orElseThrow(() -> wrong("--path", "must be a folder in the repository"));
  }

  private WorkspaceId workspace(String id) {
    return WorkspaceId.parse(id).orElseThrow(() -> wrong("--only", "must be a workspace's id"));
  }

  private ParameterException wrong(String option, String why) {
    return new ParameterException(
        spec.commandLine(), "Invalid value for option '%s': %s".formatted(option, why));
  }

  /** Those that have a manifest; a checkout that has none is taken to be of one workspace. */
  private static List<WorkspaceId> workspaces(WorkTree tree, Optional<WorkspaceId> asked) {
    List<WorkspaceId> known =
        tree.paths().stream()
            .map(it -> MANIFEST.matcher(it.value()))
            .filter(Matcher::matches)
            .flatMap(it -> WorkspaceId.parse(it.group(1)).stream())
            .toList();
    if (asked.isPresent() && !known.isEmpty() && !known.contains(asked.get())) {
      throw CliFault.unknown(
          "There is no manifest-%s.yaml at the root of the repository.".formatted(asked.get()),
          null);
    }
    return asked.map(List::of).orElse(known.isEmpty() ? List.of(UNNAMED) : known);
  }

  private CheckedFiles check(CheckRange range, LinkLayout layout) {
    if (range.listed(layout).isEmpty()) {
      spec.commandLine()
          .getErr()
          .printf(
              "gitsync: there is no %s that can be read, so nobody knows which sources and"
                  + " destinations %s has: references to them are not judged%n",
              layout.manifest(), layout.workspace());
    }
    return range.check(layout);
  }

  private void write(List<CheckedFiles> checks) {
    String report = format.report().of(checks);
    PrintWriter out = spec.commandLine().getOut();
    out.print(output == null ? report : ReportFormat.TEXT.report().of(checks));
    out.flush();
    if (output != null) {
      try {
        Files.writeString(output, report);
      } catch (IOException e) {
        throw CliFault.unknown("The report cannot be written to \"%s\".".formatted(output), e);
      }
    }
  }
}
