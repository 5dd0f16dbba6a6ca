package dev.gitsync.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine line = Bench.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return line.execute(arguments);
  }

  @Test
  void namesTheBenchmarksWhenItDoesNotKnowOne() {
    assertThat(run("svn")).isEqualTo(2);
    assertThat(err.toString()).contains("There is no benchmark \"svn\". Choose: git");
  }

  @Test
  void takesNoFewerThanOneRun() {
    assertThat(run("git", "--runs", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--runs");
  }

  @Test
  void killsNoFewerThanOnce() {
    assertThat(run("kills", "--kills", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--kills");
  }

  @Test
  void tellsHowItIsUsed() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("[NAME]", "--json", "--kills", "--seed");
  }
}
