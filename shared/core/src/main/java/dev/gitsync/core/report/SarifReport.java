package dev.gitsync.core.report;

import dev.gitsync.core.check.Check.Finding;
import dev.gitsync.core.check.Check.Severity;
import dev.gitsync.core.problem.Problem;
import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * For code scanning: <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/">SARIF 2.1.0</a>.
 * Paths count from the repository's root, {@code %SRCROOT%}.
 */
public final class SarifReport implements Report {

  @Override
  public String of(List<CheckedFiles> checks) {
    List<Finding> findings =
        checks.stream().flatMap(it -> it.check().findings().stream()).distinct().toList();
    Mapping run =
        Mapping.of("tool", Mapping.of("driver", driver(findings)))
            .with("columnKind", "unicodeCodePoints")
            .with("results", sequence(findings.stream().map(SarifReport::result)));
    return Json.write(
            Mapping.of("$schema", new Text("https://json.schemastore.org/sarif-2.1.0.json"))
                .with("version", "2.1.0")
                .with("runs", Sequence.of(run)))
        + "\n";
  }

  private static Mapping driver(List<Finding> findings) {
    Stream<Node> rules =
        findings.stream()
            .map(it -> it.problem().code())
            .distinct()
            .sorted()
            .map(code -> Mapping.of("id", new Text(code)));
    return Mapping.of("name", new Text("Git Sync")).with("rules", sequence(rules));
  }

  private static Node result(Finding finding) {
    Problem problem = finding.problem();
    String affected = finding.affected().map(it -> " Affects " + it + ".").orElse("");
    String text = problem.message() + " " + problem.remedy() + affected;
    return Mapping.of("ruleId", new Text(problem.code()))
        .with("level", finding.severity() == Severity.ERROR ? "error" : "warning")
        .with("message", Mapping.of("text", new Text(text)))
        .with("locations", Sequence.of(Mapping.of("physicalLocation", location(problem))));
  }

  private static Mapping location(Problem problem) {
    Mapping region =
        Mapping.of("startLine", Num.of(problem.position().line()))
            .with("startColumn", Num.of(problem.position().column()));
    return Mapping.of(
            "artifactLocation",
            Mapping.of("uri", new Text(uri(problem.file().value()))).with("uriBaseId", "%SRCROOT%"))
        .with("region", region);
  }

  /** A relative reference by RFC 3986: bytes that are not plain are percent-encoded. */
  private static String uri(String path) {
    var uri = new StringBuilder();
    for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (each & 0xff);
      boolean isPlain = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0);
      uri.append(isPlain ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return uri.toString();
  }

  private static Sequence sequence(Stream<Node> items) {
    return new Sequence(items.toList());
  }
}
