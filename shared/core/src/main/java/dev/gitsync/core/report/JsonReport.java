package dev.gitsync.core.report;

import dev.gitsync.core.check.Check;
import dev.gitsync.core.check.Check.Effect;
import dev.gitsync.core.check.Check.Finding;
import dev.gitsync.core.problem.Problem;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** For programs: everything that is known but the values of fields. */
public final class JsonReport implements Report {

  @Override
  public String of(List<CheckedFiles> checks) {
    return Json.write(Mapping.of("checks", sequence(checks.stream().map(JsonReport::check))))
        + "\n";
  }

  private static Node check(CheckedFiles checked) {
    Check check = checked.check();
    return Mapping.of("workspace", new Text(check.workspace().value()))
        .with("verdict", word(check.verdict()))
        .with("title", checked.title())
        .with("findings", sequence(check.findings().stream().map(JsonReport::finding)))
        .with("effects", sequence(check.effects().stream().map(JsonReport::effect)));
  }

  private static Node finding(Finding finding) {
    Problem problem = finding.problem();
    Mapping said =
        Mapping.of("severity", new Text(word(finding.severity())))
            .with("code", problem.code())
            .with("file", problem.file().value())
            .with("line", Num.of(problem.position().line()))
            .with("column", Num.of(problem.position().column()))
            .with("message", problem.message())
            .with("remedy", problem.remedy());
    return finding.affected().map(it -> said.with("affected", named(it))).orElse(said);
  }

  private static Node effect(Effect effect) {
    return named(effect.ref())
        .with("name", effect.name())
        .with("file", effect.file().value())
        .with("outcome", word(effect.outcome()))
        .with("cause", word(effect.cause()))
        .with(
            "fields",
            sequence(effect.fields().stream().map(it -> new Text(it.field().toString()))));
  }

  private static Mapping named(ResourceRef ref) {
    return Mapping.of("kind", new Text(ref.kind().singular())).with("slug", ref.slug().value());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static Sequence sequence(Stream<Node> items) {
    return new Sequence(items.toList());
  }
}
