package dev.gitsync.core.report;

import dev.gitsync.core.check.Check;
import dev.gitsync.core.check.Check.Effect;
import dev.gitsync.core.check.Check.FieldChange;
import dev.gitsync.core.check.Check.Finding;
import dev.gitsync.core.check.Check.Outcome;
import dev.gitsync.core.check.Check.Severity;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** For a terminal: a line for each finding, one for each effect, and one that sums up. */
public final class TextReport implements Report {

  @Override
  public String of(List<CheckedFiles> checks) {
    return checks.stream()
        .flatMap(TextReport::lines)
        .map(line -> printable(line) + "\n")
        .collect(Collectors.joining());
  }

  private static Stream<String> lines(CheckedFiles checked) {
    Check check = checked.check();
    return Stream.of(
            check.findings().stream().map(TextReport::line),
            check.effects().stream().map(TextReport::line),
            Stream.of(check.workspace() + ": " + checked.title()))
        .flatMap(it -> it);
  }

  private static String line(Finding finding) {
    return (finding.severity() == Severity.WARNING ? "warning: " : "")
        + finding.problem()
        + finding.affected().map(it -> " Affects " + it + ".").orElse("");
  }

  private static String line(Effect effect) {
    return verb(effect.outcome()) + " " + effect.ref() + why(effect);
  }

  private static String verb(Outcome outcome) {
    return switch (outcome) {
      case CREATE -> "create";
      case UPDATE -> "update";
      case LEAVE -> "leave";
      case DISABLE -> "pause";
      case DELETE -> "delete";
      case ASK -> "ask about";
    };
  }

  private static String why(Effect effect) {
    String moved =
        effect.moved().map(it -> ", its file moves to \"%s\"".formatted(it.slug())).orElse("");
    return switch (effect.cause()) {
      case EDIT -> fields(effect.fields());
      case ALIAS -> fields(effect.fields()) + ", as an alias means something else";
      case SAME_MEANING -> ": its file means the same";
      case DELETION -> ": its file goes" + moved;
      case WORKSPACE_COUNTS -> ": the workspace's edit counts";
      case INVALID -> ": its file cannot be applied";
    };
  }

  private static String fields(List<FieldChange> fields) {
    return fields.isEmpty()
        ? ""
        : fields.stream()
            .map(it -> it.field().toString())
            .collect(Collectors.joining(", ", ": ", ""));
  }

  /** Names of files may hold what a terminal obeys, or what turns the direction of text. */
  private static String printable(String line) {
    return line.replaceAll("[\\p{Cc}\\p{Cf}\\x{2028}\\x{2029}]", "?");
  }
}
