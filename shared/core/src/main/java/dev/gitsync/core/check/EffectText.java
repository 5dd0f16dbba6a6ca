package dev.gitsync.core.check;

import dev.gitsync.core.check.Check.Effect;
import dev.gitsync.core.check.Check.FieldChange;
import dev.gitsync.core.check.Check.Finding;
import dev.gitsync.core.check.Check.Outcome;
import dev.gitsync.core.check.Check.Severity;
import dev.gitsync.core.problem.Problem;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Findings and effects as pieces of Markdown. */
final class EffectText {

  private static final int LONGEST_VALUE = 60;
  private static final int LONGEST_LINE = 200;
  private static final int LONGEST_MESSAGE = 600;
  private static final int MOST_FIELDS = 4;
  private static final int MOST_LINES = 300;

  private EffectText() {}

  /** What happens, in a word. */
  static String word(Outcome outcome) {
    return switch (outcome) {
      case CREATE -> "created";
      case UPDATE -> "updated";
      case LEAVE -> "left as it is";
      case DISABLE -> "paused";
      case DELETE -> "deleted";
      case ASK -> "waiting for an answer";
    };
  }

  /** An item of a list. */
  static String finding(Finding finding) {
    Problem problem = finding.problem();
    String affected =
        finding.affected().map(it -> " Affects " + named(it, finding.page()) + ".").orElse("");
    return "- %s **%s** %s: %s %s%s\n"
        .formatted(
            finding.severity() == Severity.ERROR ? "❌" : "⚠️",
            problem.code(),
            Markdown.code(problem.file() + ":" + problem.position()),
            Markdown.text(Markdown.cut(problem.message(), LONGEST_MESSAGE)),
            Markdown.text(Markdown.cut(problem.remedy(), LONGEST_MESSAGE)),
            affected);
  }

  /** A row of the table. */
  static String row(Effect effect) {
    boolean hasName = !effect.name().equals(effect.ref().slug().value());
    String name = hasName ? " " + Markdown.code(Markdown.cut(effect.name(), LONGEST_VALUE)) : "";
    return "| %s%s | %s | %s |\n"
        .formatted(named(effect.ref()), name, happens(effect), fields(effect.fields()));
  }

  private static String named(ResourceRef ref) {
    return ref.kind().singular() + " " + Markdown.code(ref.slug().value());
  }

  private static String named(ResourceRef ref, Optional<String> page) {
    return page.map(it -> Markdown.link(named(ref), it)).orElseGet(() -> named(ref));
  }

  private static String happens(Effect effect) {
    String moved = effect.moved().map(it -> ", its file is now that of " + named(it)).orElse("");
    return switch (effect.cause()) {
      case EDIT -> word(effect.outcome());
      case SAME_MEANING -> "left as it is: the file means the same";
      case WORKSPACE_COUNTS -> "left as it is: an edit in the workspace counts";
      case INVALID -> "left as it is: the file cannot be applied";
      case ALIAS -> word(effect.outcome()) + ", by another alias";
      case DELETION ->
          switch (effect.outcome()) {
            case DELETE -> "deleted with its file" + moved;
            case DISABLE -> "paused, its file is deleted" + moved;
            case ASK -> "stays until somebody answers, its file is deleted" + moved;
            case CREATE, UPDATE, LEAVE -> "stays, without a file" + moved;
          };
    };
  }

  private static String fields(List<FieldChange> fields) {
    var shown = new ArrayList<String>();
    for (FieldChange field : fields.subList(0, Math.min(MOST_FIELDS, fields.size()))) {
      shown.add(field(field));
    }
    if (fields.size() > MOST_FIELDS) {
      shown.add("and %d more".formatted(fields.size() - MOST_FIELDS));
    }
    return String.join("<br>", shown);
  }

  private static String field(FieldChange field) {
    String name = Markdown.code(Markdown.cut(field.field().toString(), LONGEST_LINE));
    if (isLong(field.before()) || isLong(field.after())) {
      return name;
    }
    return "%s: %s → %s".formatted(name, cell(field.before()), cell(field.after()));
  }

  private static boolean isLong(Optional<Node> value) {
    return value.filter(it -> it instanceof Node.Text(var text) && text.contains("\n")).isPresent();
  }

  private static String cell(Optional<Node> value) {
    return value.map(it -> Markdown.code(Markdown.cut(plain(it), LONGEST_VALUE))).orElse("none");
  }

  private static String plain(Node value) {
    return value instanceof Node.Text(var text) && !text.isBlank() ? text : Json.write(value);
  }

  /** A folded diff of the fields. */
  static String details(Effect effect) {
    var lines = new ArrayList<String>();
    for (FieldChange field : effect.fields()) {
      lines.add("@@ " + field.field() + " @@");
      lines.addAll(
          LineDiff.of(
              field.before().map(EffectText::plain).orElse(""),
              field.after().map(EffectText::plain).orElse("")));
    }
    var shown = new StringBuilder();
    for (String line : lines.subList(0, Math.min(MOST_LINES, lines.size()))) {
      shown.append(Markdown.cut(line.replace("\n", " "), LONGEST_LINE)).append('\n');
    }
    if (lines.size() > MOST_LINES) {
      shown.append("… %d more lines\n".formatted(lines.size() - MOST_LINES));
    }
    return "<details><summary>%s <code>%s</code></summary>\n\n%s\n</details>\n\n"
        .formatted(
            effect.ref().kind().singular(), effect.ref().slug(), Markdown.diff(shown.toString()));
  }
}
