package dev.gitsync.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.check.Check.Effect;
import dev.gitsync.core.check.Check.FieldChange;
import dev.gitsync.core.check.Check.Finding;
import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a check finds and says of a pull request: {@link CheckCase}. After a change that is meant,
 * write the expected files anew, and read each of them:
 *
 * <pre>./gitsync test -pl shared/core -Dtest=CheckCasesTest -Dgolden.rewrite</pre>
 */
class CheckCasesTest {

  static List<CheckCase> cases() {
    return CheckCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void findsAndSaysWhatMergingDoes(CheckCase each) {
    Check check = each.check();
    String told = told(check);
    String comment =
        CheckText.comment(List.of(check), "git-sync: check", "Checked by Git Sync.", 32_000);
    if (System.getProperty("golden.rewrite") != null) {
      each.rewrite("check.txt", told);
      each.rewrite("comment.md", comment);
    }

    assertThat(told).isEqualTo(each.text("check.txt"));
    assertThat(comment).isEqualTo(each.text("comment.md"));
  }

  private static String told(Check check) {
    var text = new StringBuilder(check.verdict() + ": " + CheckText.title(check) + "\n");
    for (Finding finding : check.findings()) {
      text.append("%s %s".formatted(finding.severity(), finding.problem()));
      finding.affected().ifPresent(it -> text.append(" -> ").append(it));
      text.append('\n');
    }
    for (Effect effect : check.effects()) {
      text.append("%s %s (%s)".formatted(effect.outcome(), effect.ref(), effect.cause()));
      effect.moved().ifPresent(it -> text.append(" moved to ").append(it));
      text.append('\n');
      for (FieldChange field : effect.fields()) {
        text.append(
            "  %s: %s | %s\n"
                .formatted(field.field(), value(field.before()), value(field.after())));
      }
    }
    return text.toString();
  }

  private static String value(Optional<Node> value) {
    return value.map(Json::write).orElse("-");
  }
}
