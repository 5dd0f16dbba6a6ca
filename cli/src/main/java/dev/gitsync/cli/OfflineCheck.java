package dev.gitsync.cli;

import dev.gitsync.adapters.hightouch.HightouchWorkspace;
import dev.gitsync.core.check.Check.Verdict;
import dev.gitsync.core.check.FileTree;
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

/** The check of a pull request, on a checkout. Asks no server but, if so told, the workspace's. */
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
      names = "--workspace",
      paramLabel = "FILE|URL",
      description =
          "Compares with what the workspace has: the address of its API, which is asked with the"
              + " key in GITSYNC_API_KEY, or a file of what the API answers (default: it has what"
              + " the branch says).")
  private @Nullable String workspace;

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

  private final Surroundings surroundings;

  OfflineCheck(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    LinkFolders folders = folders();
    Optional<WorkspaceId> asked = Optional.ofNullable(only).map(this::workspaceId);
    Optional<WorkspaceOrigin> origin = Optional.ofNullable(workspace).map(this::origin);
    try (Checkout checkout = Checkout.open(folder)) {
      WorkTree after = checkout.workTree(folders);
      Optional<FileTree> before =
          Optional.ofNullable(base).map(it -> checkout.mergeBase(it, folders));
      List<WorkspaceId> ids = workspaces(after, asked);
      Optional<HightouchWorkspace> known = origin.map(it -> known(it, ids));
      var range = new CheckRange(before, after, known);
      List<CheckedFiles> checks =
          ids.stream()
              .map(id -> known.map(it -> same(id, it)).orElse(id))
              .map(id -> check(range, folders.layout(id)))
              .toList();
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

  private WorkspaceId workspaceId(String id) {
    return WorkspaceId.parse(id).orElseThrow(() -> wrong("--only", "must be a workspace's id"));
  }

  private WorkspaceOrigin origin(String text) {
    try {
      return WorkspaceOrigin.parse(text);
    } catch (IllegalArgumentException e) {
      throw wrong("--workspace", String.valueOf(e.getMessage()));
    }
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

  private HightouchWorkspace known(WorkspaceOrigin origin, List<WorkspaceId> checked) {
    if (checked.size() > 1) {
      throw wrong(
          "--workspace", "say with --only which of %d workspaces it is".formatted(checked.size()));
    }
    return origin.read(surroundings);
  }

  /** The id of a workspace that says who it is; that it is another than was meant is no use. */
  private static WorkspaceId same(WorkspaceId meant, HightouchWorkspace known) {
    WorkspaceId found = known.id().flatMap(WorkspaceId::parse).orElse(meant);
    if (!found.equals(meant) && !meant.equals(UNNAMED)) {
      throw CliFault.unknown(
          "The files are those of workspace %s, but --workspace is %s. Give the one of %s, or"
                  .formatted(meant, found, meant)
              + " say --only %s.".formatted(found),
          null);
    }
    return found;
  }

  private CheckedFiles check(CheckRange range, LinkLayout layout) {
    if (range.known().isEmpty() && range.listed(layout).isEmpty()) {
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
