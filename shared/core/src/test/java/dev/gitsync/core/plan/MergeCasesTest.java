package dev.gitsync.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.merge.Conflict;
import dev.gitsync.core.merge.MergeRule;
import dev.gitsync.core.merge.ResourceMerge;
import dev.gitsync.core.merge.Side;
import dev.gitsync.core.merge.ThreeWayMerge.Merged;
import dev.gitsync.core.plan.Replay.Circumstances;
import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.yaml.Position;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What becomes of a file that both sides edited, byte for byte: {@link MergeCase}. After a change
 * that is meant, write the expected files anew, and read each of them:
 *
 * <pre>./gitsync test -pl shared/core -Dtest=MergeCasesTest -Dgolden.rewrite</pre>
 */
class MergeCasesTest {

  static List<MergeCase> cases() {
    return MergeCase.all();
  }

  /** A file's text, and the conflicts, after a merge. */
  private record Outcome(String text, List<Conflict> conflicts) {}

  @ParameterizedTest
  @MethodSource("cases")
  void mergesAndSparesWhatNobodyChanged(MergeCase each) {
    Outcome outcome = each.rule().equals(MergeRule.WORKSPACE) ? carried(each) : written(each);
    String conflicts = told(each, outcome.conflicts());
    if (System.getProperty("golden.rewrite") != null) {
      each.rewrite("expected.yaml", outcome.text());
      each.rewrite("conflicts.txt", conflicts);
    }

    assertThat(outcome.text()).isEqualTo(each.text("expected.yaml"));
    assertThat(conflicts).isEqualTo(each.textIfAny("conflicts.txt"));
    assertThat(each.problems(outcome.text())).isEmpty();
  }

  /** As the outbound flow does it. */
  private static Outcome carried(MergeCase each) {
    String present = each.text("theirs.yaml");
    var replay = new Replay(Policies.DEFAULT, Side.GIT, Set.of());
    FilePlanner.FileStep step =
        MergeCase.PLANNER.carry(
            each.change(), Optional.of(utf8(present)), replay, Circumstances.NONE);
    String text =
        step instanceof FilePlanner.Written(var file, var findings) ? file.text() : present;
    return new Outcome(text, step.findings().stream().map(Finding::conflict).toList());
  }

  /** By another rule than the outbound flow's. */
  private static Outcome written(MergeCase each) {
    String present = each.text("theirs.yaml");
    Merged merged = ResourceMerge.merge(each.base(), each.ours(), each.theirs(), each.rule());
    return MergeCase.PLANNER
        .overwrite(each.ref(), merged.document(), Optional.of(utf8(present)))
        .map(write -> new Outcome(write.text(), merged.conflicts()))
        .orElse(new Outcome(present, merged.conflicts()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void leavesTheMergedFileAlone(MergeCase each) {
    String expected = each.text("expected.yaml");
    var merged = each.file(expected);
    var planner = MergeCase.PLANNER;

    assertThat(
            planner.overwrite(
                each.ref(),
                merged.document(planner.references(), each.base()),
                Optional.of(utf8(expected))))
        .isEmpty();
  }

  /** A line for each conflict: its place in Git's file, its field, and what both sides say. */
  private static String told(MergeCase each, List<Conflict> conflicts) {
    return Conflict.in(each.file(each.text("theirs.yaml")).yaml(), conflicts).stream()
        .map(
            it ->
                "%s %s %s | %s\n"
                    .formatted(
                        it.position().map(Position::toString).orElseThrow(),
                        it.fieldName(),
                        value(it.workspace()),
                        value(it.git())))
        .collect(Collectors.joining());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String value(Optional<Node> value) {
    return value.map(Json::write).orElse("-");
  }
}
