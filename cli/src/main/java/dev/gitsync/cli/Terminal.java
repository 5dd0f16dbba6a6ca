package dev.gitsync.cli;

import java.io.Console;
import java.util.Optional;

/** Where somebody may sit who can be asked. */
interface Terminal {
  /** Whether somebody sits there: not so in CI or in a pipe. */
  boolean isAttended();

  /** What was typed, without the end of the line; empty at the end of input. */
  String ask(String question);

  /** The terminal of this process. */
  static Terminal ofProcess() {
    Optional<Console> console = Optional.ofNullable(System.console()).filter(Console::isTerminal);
    return new Terminal() {
      @Override
      public boolean isAttended() {
        return console.isPresent();
      }

      @Override
      public String ask(String question) {
        return console
            .flatMap(it -> Optional.ofNullable(it.readLine("%s", question)))
            .orElse("")
            .strip();
      }
    };
  }
}
