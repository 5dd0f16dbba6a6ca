package dev.gitsync.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.gitsync.core.check.Check;
import dev.gitsync.core.check.Check.Effect;
import dev.gitsync.core.check.Check.FieldChange;
import dev.gitsync.core.check.Check.Finding;
import dev.gitsync.core.check.Check.Outcome;
import dev.gitsync.core.check.Check.Severity;
import dev.gitsync.core.problem.Problem;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.report.CheckedFiles.Scope;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.TreePath;
import dev.gitsync.core.yaml.Position;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ReportTest {

  private static final ResourceRef CRM = ResourceRef.sync(new Slug("crm"));
  private static final Finding LOST =
      new Finding(
          Severity.ERROR,
          problem("CHECK-001", "models/orders.yaml", new Position(1, 1)),
          Optional.of(CRM));
  private static final Finding ODD =
      new Finding(
          Severity.WARNING,
          problem("CHECK-101", "a b/models/c:d%<\u009b\u202e>.yaml", new Position(3, 4)),
          Optional.empty());
  private static final Effect UPDATE =
      new Effect(
          CRM,
          "crm",
          new RepoPath("syncs/crm.yaml"),
          Outcome.UPDATE,
          List.of(new FieldChange(TreePath.of("config"), Optional.empty(), Optional.empty())));

  private static Problem problem(String code, String file, Position position) {
    return new Problem(code, new RepoPath(file), position, "it is \"wrong\" & <bad>.", "Mend it.");
  }

  private static CheckedFiles checked(List<Finding> findings, List<Effect> effects) {
    return new CheckedFiles(
        new Check(new WorkspaceId("acme"), findings, effects), Scope.CHANGES, 7);
  }

  private static final List<CheckedFiles> FAILED =
      List.of(checked(List.of(LOST, ODD), List.of(UPDATE)));
  private static final List<CheckedFiles> PASSED = List.of(checked(List.of(), List.of(UPDATE)));

  @Test
  void textHasOneLineForEachThing() {
    assertThat(new TextReport().of(FAILED))
        .isEqualTo(
            """
            CHECK-001 models/orders.yaml:1:1: it is "wrong" & <bad>. Mend it. Affects sync "crm".
            warning: CHECK-101 a b/models/c:d%<??>.yaml:3:4: it is "wrong" & <bad>. Mend it.
            update sync "crm": config
            acme: 1 sync would break, 1 problem
            """);
  }

  @Test
  void saysOfAWholeCheckoutWhatItDoesToTheWorkspace() {
    var workspace = new WorkspaceId("acme");
    var same = new CheckedFiles(new Check(workspace, List.of(), List.of()), Scope.WORKSPACE, 1);
    var other =
        new CheckedFiles(new Check(workspace, List.of(), List.of(UPDATE)), Scope.WORKSPACE, 7);

    assertThat(new TextReport().of(List.of(same, other)))
        .isEqualTo(
            """
            acme: 1 file is valid, nothing changes in the workspace
            update sync "crm": config
            acme: 7 files are valid: 1 updated
            """);
  }

  @Test
  void jsonHasEverythingButValues() {
    assertThat(new JsonReport().of(List.of(checked(List.of(LOST), List.of(UPDATE)))))
        .isEqualTo(
            """
            {"checks":[{"workspace":"acme","verdict":"failed",\
            "title":"1 sync would break, 1 problem",\
            "findings":[{"severity":"error","code":"CHECK-001","file":"models/orders.yaml",\
            "line":1,"column":1,"message":"it is \\"wrong\\" & <bad>.","remedy":"Mend it.",\
            "affected":{"kind":"sync","slug":"crm"}}],\
            "effects":[{"kind":"sync","slug":"crm","name":"crm","file":"syncs/crm.yaml",\
            "outcome":"update","cause":"edit","fields":["config"]}]}]}
            """);
  }

  @Test
  void sarifSaysWhereAndWhat() {
    assertThat(new SarifReport().of(FAILED))
        .isEqualTo(
            """
            {"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[\
            {"tool":{"driver":{"name":"Git Sync","rules":[{"id":"CHECK-001"},{"id":"CHECK-101"}]}},\
            "columnKind":"unicodeCodePoints","results":[{"ruleId":"CHECK-001","level":"error",\
            "message":{"text":"it is \\"wrong\\" & <bad>. Mend it. Affects sync \\"crm\\"."},\
            "locations":[{"physicalLocation":{"artifactLocation":{"uri":"models/orders.yaml",\
            "uriBaseId":"%SRCROOT%"},"region":{"startLine":1,"startColumn":1}}}]},\
            {"ruleId":"CHECK-101","level":"warning",\
            "message":{"text":"it is \\"wrong\\" & <bad>. Mend it."},\
            "locations":[{"physicalLocation":{"artifactLocation":{\
            "uri":"a%20b/models/c%3Ad%25%3C%C2%9B%E2%80%AE%3E.yaml",\
            "uriBaseId":"%SRCROOT%"},"region":{"startLine":3,"startColumn":4}}}]}]}]}
            """);
  }

  @Test
  void sarifKeepsToItsSchema() throws IOException {
    try (InputStream text = ReportTest.class.getResourceAsStream("/sarif/sarif-2.1.0-rtm.5.json")) {
      var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4).getSchema(text);
      assertThat(schema.validate(new SarifReport().of(FAILED), InputFormat.JSON)).isEmpty();
      assertThat(schema.validate(new SarifReport().of(PASSED), InputFormat.JSON)).isEmpty();
      assertThat(schema.validate("{\"version\":\"2.1.0\"}", InputFormat.JSON)).isNotEmpty();
    }
  }

  @Test
  void junitHasAFailedTestForEachError() throws Exception {
    assertThat(new JunitReport().of(FAILED))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?><testsuites>\
            <testsuite name="Git Sync, workspace acme" tests="1" failures="1">\
            <testcase classname="acme" name="CHECK-001 models/orders.yaml:1:1"\
             file="models/orders.yaml">\
            <failure type="CHECK-001" message="it is &quot;wrong&quot; &amp; &lt;bad&gt;.">\
            CHECK-001 models/orders.yaml:1:1: it is "wrong" &amp; &lt;bad&gt;. Mend it.\
             Affects sync "crm".</failure></testcase></testsuite></testsuites>
            """);
    assertThat(parsed(new JunitReport().of(FAILED)).getElementsByTagName("failure").getLength())
        .isEqualTo(1);
  }

  @Test
  void junitHasATestThatPassesWhereNothingIsWrong() throws Exception {
    Document document = parsed(new JunitReport().of(PASSED));

    assertThat(document.getElementsByTagName("failure").getLength()).isZero();
    assertThat(document.getElementsByTagName("testcase").getLength()).isEqualTo(1);
  }

  private static Document parsed(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }
}
