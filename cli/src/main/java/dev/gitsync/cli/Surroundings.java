package dev.gitsync.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the commands find on the machine that they run on.
 *
 * @param home the folder of the project, with {@code infra-cdk} in it
 * @param cdk the program, with its first arguments, that is the CDK's command line
 * @param terminal where somebody may be asked
 * @param variables those of the environment, by name
 */
record Surroundings(
    Path home, List<String> cdk, Terminal terminal, Function<String, Optional<String>> variables) {
  Surroundings {
    cdk = List.copyOf(cdk);
  }

  /** Surroundings without variables. */
  Surroundings(Path home, List<String> cdk, Terminal terminal) {
    this(home, cdk, terminal, name -> Optional.empty());
  }
}
