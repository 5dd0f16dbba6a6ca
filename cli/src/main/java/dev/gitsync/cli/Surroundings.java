package dev.gitsync.cli;

import java.nio.file.Path;
import java.util.List;

/**
 * What the commands find on the machine that they run on.
 *
 * @param home the folder of the project, with {@code infra-cdk} in it
 * @param cdk the program, with its first arguments, that is the CDK's command line
 * @param terminal where somebody may be asked
 */
record Surroundings(Path home, List<String> cdk, Terminal terminal) {
  Surroundings {
    cdk = List.copyOf(cdk);
  }
}
