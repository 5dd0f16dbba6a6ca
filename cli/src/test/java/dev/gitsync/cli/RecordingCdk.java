package dev.gitsync.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A program that stands for the CDK: notes how it was called, and makes and deletes the stacks of a
 * {@link CloudStub} as the CDK would.
 */
record RecordingCdk(Path home) {
  private static final String SCRIPT =
      """
      #!/bin/sh
      here=$(dirname "$0")
      echo "$* [$AWS_REGION, ${PWD##*/}]" >>"$here/calls"
      [ ! -e "$here/fails" ] || exit 7
      case $1 in
        bootstrap) echo status=CREATE_COMPLETE >"$here/stacks/CDKToolkit" ;;
        deploy) cp "$here/deployed" "$here/stacks/$2" ;;
        destroy) rm "$here/stacks/$2" ;;
      esac
      """;

  /** Puts the program, and all that belongs to it, into the folder {@code home}. */
  static RecordingCdk in(Path home) throws IOException {
    Files.createDirectories(home.resolve("infra-cdk"));
    Files.writeString(home.resolve("cdk"), SCRIPT);
    return new RecordingCdk(home);
  }

  Path stacks() {
    return home.resolve("stacks");
  }

  /** What the stack will be that it deploys. */
  void deploys(String stack) throws IOException {
    Files.writeString(home.resolve("deployed"), stack);
  }

  void fails() throws IOException {
    Files.createFile(home.resolve("fails"));
  }

  Surroundings surroundings(Terminal terminal) {
    return new Surroundings(home, List.of("sh", home.resolve("cdk").toString()), terminal);
  }

  /** One line per call: arguments, and in brackets the region and the folder. */
  List<String> calls() throws IOException {
    Path calls = home.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }
}
