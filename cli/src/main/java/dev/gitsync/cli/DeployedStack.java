package dev.gitsync.cli;

import java.util.Map;
import java.util.Optional;

/**
 * A stack that is there.
 *
 * @param status as CloudFormation says it, such as {@code UPDATE_COMPLETE}
 */
record DeployedStack(String name, String status, Map<String, String> outputs) {
  DeployedStack {
    outputs = Map.copyOf(outputs);
  }

  Optional<String> find(String output) {
    return Optional.ofNullable(outputs.get(output));
  }

  /**
   * The value of an output.
   *
   * @throws CliFault when the stack has none of this name
   */
  String get(String output) {
    return find(output)
        .orElseThrow(
            () ->
                new CliFault(
                    "Stack %s (%s) has no output %s. Run ./gitsync deploy to complete or upgrade it."
                        .formatted(name, status, output)));
  }
}
