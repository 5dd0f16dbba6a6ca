package dev.gitsync.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;

/** What a command did: the code that it ended with, and what it printed. */
record CommandRun(int code, String out, String err) {

  /** Runs a command that needs neither the CDK nor somebody to ask. */
  static CommandRun of(String... arguments) {
    return in(new Surroundings(Path.of("."), List.of("false"), new Nobody()), arguments);
  }

  static CommandRun in(Surroundings surroundings, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    CommandLine line = Cli.commandLine(surroundings);
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    int code = line.execute(arguments);
    return new CommandRun(code, out.toString(), err.toString());
  }

  /** A terminal where nobody sits. */
  record Nobody() implements Terminal {
    @Override
    public boolean isAttended() {
      return false;
    }

    @Override
    public String ask(String question) {
      throw new AssertionError("Nobody may be asked: " + question);
    }
  }

  /** A terminal where somebody always types the same. */
  record Somebody(String answer) implements Terminal {
    @Override
    public boolean isAttended() {
      return true;
    }

    @Override
    public String ask(String question) {
      return answer;
    }
  }
}
