package dev.gitsync.core.check;

import dev.gitsync.core.check.Check.Effect;
import dev.gitsync.core.check.Check.FieldChange;
import dev.gitsync.core.check.Check.Finding;
import dev.gitsync.core.check.Check.Outcome;
import dev.gitsync.core.check.Check.Severity;
import dev.gitsync.core.check.Check.Verdict;
import dev.gitsync.core.problem.Problem;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What people read of checks: plain text and Markdown.
 *
 * @param links where people see a resource's file; empty where nobody knows
 */
public record CheckText(Function<ResourceRef, Optional<String>> links) {

  /** Texts without links. */
  public static final CheckText PLAIN = new CheckText(ref -> Optional.empty());

  /** A few words: {@code 1 sync would break}. */
  public static String title(Check check) {
    return switch (check.verdict()) {
      case FAILED -> failed(check);
      case PASSED -> check.effects().isEmpty() ? "Nothing changes" : outcomes(check);
      case NOT_CONCERNED -> "Nothing that concerns %s".formatted(check.workspace());
    };
  }

  private static String failed(Check check) {
    List<Finding> errors = errors(check);
    long syncs =
        errors.stream()
            .flatMap(it -> it.affected().stream())
            .filter(it -> it.kind() == ResourceKind.SYNC)
            .distinct()
            .count();
    return syncs > 0
        ? "%s would break".formatted(count(syncs, "sync", "syncs"))
        : count(errors.size(), "problem", "problems");
  }

  /** {@code 1 is created, 2 are updated}. */
  private static String outcomes(Check check) {
    Map<Outcome, Long> counts =
        check.effects().stream()
            .collect(Collectors.groupingBy(Effect::outcome, TreeMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .map(it -> "%d %s %s".formatted(it.getValue(), verb(it.getValue()), word(it.getKey())))
        .collect(Collectors.joining(", "));
  }

  private static String verb(long number) {
    return number == 1 ? "is" : "are";
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case CREATE -> "created";
      case UPDATE -> "updated";
      case LEAVE -> "left";
      case DISABLE -> "paused";
      case DELETE -> "deleted";
      case ASK -> "asked about";
    };
  }

  private static List<Finding> errors(Check check) {
    return check.findings().stream().filter(it -> it.severity() == Severity.ERROR).toList();
  }

  private static String count(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }

  /** One or two sentences of Markdown. */
  public static String summary(Check check) {
    String workspace = Markdown.code(check.workspace().value());
    return switch (check.verdict()) {
      case FAILED ->
          "Merging this as it is would break something in workspace %s: %s."
              .formatted(workspace, count(errors(check).size(), "problem", "problems"));
      case PASSED ->
          check.effects().isEmpty()
              ? "Merging this changes nothing in workspace %s.".formatted(workspace)
              : "Merging this breaks nothing in workspace %s: %s."
                  .formatted(workspace, outcomes(check));
      case NOT_CONCERNED ->
          "No file of workspace %s changes, so no sync is affected.".formatted(workspace);
    };
  }

  /**
   * All there is to say of a check, in Markdown.
   *
   * @param limit characters that it may have
   */
  public String body(Check check, int limit) {
    var pieces = new Pieces(limit);
    write(check, pieces);
    return pieces.text();
  }

  /**
   * One comment on the checks of a pull request, in Markdown.
   *
   * @param marker what tells the comment from others; goes into an HTML comment
   * @param footer the last line, in Markdown
   * @param limit characters that it may have
   */
  public String comment(List<Check> checks, String marker, String footer, int limit) {
    var pieces = new Pieces(limit - footer.length() - 1);
    pieces.add("<!-- " + marker + " -->");
    for (Check check : checks) {
      String sign = check.verdict() == Verdict.FAILED ? "❌" : "✅";
      pieces.add("### %s %s: %s\n".formatted(sign, check.workspace(), title(check)));
      write(check, pieces);
    }
    return pieces.add("\n" + footer).text();
  }

  private void write(Check check, Pieces pieces) {
    pieces.add(summary(check));
    if (!check.findings().isEmpty()) {
      pieces.add("");
      pieces.addAll(check.findings().stream().map(this::finding).toList(), "remarks");
    }
    if (!check.effects().isEmpty()) {
      pieces.add("\n| resource | on merge | fields |\n|---|---|---|");
      pieces.addAll(check.effects().stream().map(this::row).toList(), "resources");
      List<String> details =
          check.effects().stream()
              .filter(it -> !it.fields().isEmpty())
              .map(CheckText::details)
              .toList();
      pieces.addAll(details, "differences");
    }
  }

  private String finding(Finding finding) {
    Problem problem = finding.problem();
    String place = Markdown.code(problem.file() + ":" + problem.position());
    String affected = finding.affected().map(it -> " Affects " + linked(it) + ".").orElse("");
    return "- %s %s %s %s %s%s"
        .formatted(
            finding.severity() == Severity.ERROR ? "❌" : "⚠️",
            place,
            problem.code(),
            Markdown.words(problem.message()),
            Markdown.words(problem.remedy()),
            affected);
  }

  private String linked(ResourceRef ref) {
    String shown = ref.kind().singular() + " " + Markdown.code(ref.slug().value());
    return links.apply(ref).map(url -> "[%s](%s)".formatted(shown, url)).orElse(shown);
  }

  private String row(Effect effect) {
    return "| %s | %s | %s |"
        .formatted(linked(effect.ref()), outcome(effect), fields(effect.fields()));
  }

  private static String outcome(Effect effect) {
    String word = "**" + word(effect.outcome()) + "**";
    String moved =
        effect
            .moved()
            .map(it -> ", its file moves to " + Markdown.code(it.slug().value()))
            .orElse("");
    return word + why(effect) + moved;
  }

  private static String why(Effect effect) {
    if (effect.outcome() == Outcome.ASK) {
      return ": many files go at once";
    }
    return switch (effect.cause()) {
      case EDIT -> "";
      case SAME_MEANING -> ": its file means the same";
      case DELETION -> ": its file goes";
      case WORKSPACE_COUNTS -> ": the workspace's edit counts";
      case INVALID -> ": its file cannot be applied";
      case ALIAS -> ": an alias means something else";
    };
  }

  private static String fields(List<FieldChange> fields) {
    return fields.stream()
        .map(it -> Markdown.code(it.field().toString()))
        .limit(10)
        .collect(Collectors.joining(", "))
        .concat(fields.size() > 10 ? " and %d more".formatted(fields.size() - 10) : "");
  }

  private static String details(Effect effect) {
    var lines = new ArrayList<String>();
    for (FieldChange change : effect.fields()) {
      lines.add("  " + change.field() + ":");
      lines.addAll(LineDiff.of(change.before(), change.after()));
    }
    return "\n<details><summary>%s <code>%s</code></summary>\n\n%s\n\n</details>"
        .formatted(
            effect.ref().kind().singular(),
            Markdown.words(effect.ref().slug().value()),
            Markdown.diff(lines));
  }
}
