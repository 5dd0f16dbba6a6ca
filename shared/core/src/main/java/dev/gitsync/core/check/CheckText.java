package dev.gitsync.core.check;

import dev.gitsync.core.check.Check.Finding;
import dev.gitsync.core.check.Check.Outcome;
import dev.gitsync.core.check.Check.Severity;
import dev.gitsync.core.resource.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What people read of checks, in Markdown where that is said. */
public final class CheckText {

  /** No host takes so little. */
  private static final int LEAST_LIMIT = 2_000;

  private CheckText() {}

  /** A few words, not Markdown: {@code 1 sync would break}. */
  public static String title(Check check) {
    return switch (check.verdict()) {
      case NOT_CONCERNED -> "No model or sync is touched";
      case FAILED -> failed(check);
      case PASSED -> passed(check);
    };
  }

  private static String failed(Check check) {
    List<Finding> errors = of(check, Severity.ERROR);
    long broken = errors.stream().flatMap(it -> it.affected().stream()).distinct().count();
    long others = errors.stream().filter(it -> it.affected().isEmpty()).count();
    if (broken == 0) {
      return count(others, "problem", "problems");
    }
    String breaks = broken(check, broken) + " would break";
    return others == 0 ? breaks : breaks + ", " + count(others, "other problem", "other problems");
  }

  private static String broken(Check check, long broken) {
    boolean onlySyncs =
        CheckText.of(check, Severity.ERROR).stream()
            .flatMap(it -> it.affected().stream())
            .allMatch(it -> it.kind() == ResourceKind.SYNC);
    return onlySyncs ? count(broken, "sync", "syncs") : count(broken, "resource", "resources");
  }

  private static String passed(Check check) {
    var parts = new ArrayList<String>();
    for (Outcome outcome : Outcome.values()) {
      long number = check.effects().stream().filter(it -> it.outcome() == outcome).count();
      if (number > 0 && outcome != Outcome.LEAVE) {
        parts.add(number + " " + EffectText.word(outcome));
      }
    }
    return parts.isEmpty() ? "Nothing changes in the workspace" : String.join(", ", parts);
  }

  /** One or two sentences of Markdown. */
  public static String summary(Check check) {
    String workspace = "workspace " + Markdown.code(check.workspace().value());
    return switch (check.verdict()) {
      case NOT_CONCERNED ->
          "This pull request touches no model and no sync of %s.".formatted(workspace);
      case PASSED -> "Nothing breaks in %s. %s.".formatted(workspace, title(check));
      case FAILED ->
          "Merging this is not safe for %s: %s.".formatted(workspace, lowerFirst(title(check)));
    };
  }

  private static String lowerFirst(String text) {
    return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }

  /**
   * All there is to say of a check, in Markdown.
   *
   * @param limit characters that it may have, at least 2,000
   */
  public static String body(Check check, int limit) {
    return text(List.of(check), "", "", limit);
  }

  /**
   * One comment on the checks of a pull request, in Markdown.
   *
   * @param marker what tells the comment from others; goes into an HTML comment
   * @param footer the last line, in Markdown
   * @param limit characters that it may have, at least 2,000
   */
  public static String comment(List<Check> checks, String marker, String footer, int limit) {
    return text(checks, "<!-- " + marker + " -->\n", "\n---\n" + footer + "\n", limit);
  }

  private static String text(List<Check> checks, String before, String after, int limit) {
    if (limit < LEAST_LIMIT) {
      throw new IllegalArgumentException("Too little room for a text.");
    }
    var parts = new TextParts(limit - before.length() - after.length() - 100);
    var sections = new ArrayList<Section>();
    for (Check check : checks) {
      if (parts.room() > LEAST_LIMIT / 2) {
        sections.add(Section.of(check, parts));
      }
    }
    sections.forEach(Section::addFindings);
    sections.forEach(Section::addEffects);
    sections.forEach(Section::addDiffs);
    int left = checks.size() - sections.size();
    return before
        + sections.stream().map(Section::toString).collect(Collectors.joining("\n"))
        + (left == 0
            ? ""
            : "\n%s left out.\n".formatted(count(left, "more workspace", "more workspaces")))
        + after;
  }

  /** What is said of one workspace. */
  private record Section(
      Check check,
      String head,
      TextParts.Part findings,
      TextParts.Part table,
      TextParts.Part diffs) {

    static Section of(Check check, TextParts parts) {
      String sign =
          switch (check.verdict()) {
            case FAILED -> "❌";
            case PASSED -> "✅";
            case NOT_CONCERNED -> "⚪";
          };
      String head =
          "### %s %s: %s\n\n%s\n"
              .formatted(
                  sign,
                  Markdown.code(check.workspace().value()),
                  Markdown.text(title(check)),
                  summary(check));
      parts.part(head, "", _ -> "");
      return new Section(
          check,
          head,
          parts.part("\n", "", it -> leftOut(it, "finding", "findings")),
          parts.part(
              "\n| Resource | What happens | Fields |\n|---|---|---|\n",
              "",
              it -> leftOut(it, "resource", "resources")),
          parts.part("\n", "", it -> leftOut(it, "diff", "diffs")));
    }

    private static String leftOut(int number, String one, String many) {
      return "\n%s left out for want of room.\n"
          .formatted(count(number, "more " + one, "more " + many));
    }

    void addFindings() {
      CheckText.of(check, Severity.ERROR).forEach(it -> findings.add(() -> EffectText.finding(it)));
      CheckText.of(check, Severity.WARNING)
          .forEach(it -> findings.add(() -> EffectText.finding(it)));
    }

    void addEffects() {
      check.effects().forEach(it -> table.add(() -> EffectText.row(it)));
    }

    void addDiffs() {
      check.effects().stream()
          .filter(it -> !it.fields().isEmpty())
          .forEach(it -> diffs.add(() -> EffectText.details(it)));
    }

    @Override
    public String toString() {
      return head + findings + table + diffs;
    }
  }

  private static List<Finding> of(Check check, Severity severity) {
    return check.findings().stream().filter(it -> it.severity() == severity).toList();
  }

  static String count(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
