package dev.gitsync.core.problem;

import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.yaml.Position;
import dev.gitsync.core.yaml.YamlFault;

/**
 * Something in the repository that keeps a file from being applied.
 *
 * @param code stable, such as {@code YAML-004}
 * @param message what is wrong; never quotes a value
 * @param remedy what to do now
 */
public record Problem(
    String code, RepoPath file, Position position, String message, String remedy) {

  /** The problem of a file that is not readable YAML. */
  public static Problem of(RepoPath file, YamlFault fault) {
    return new Problem(fault.code(), file, fault.position(), fault.message(), fault.remedy());
  }

  /** {@code YAML-004 models/orders.yaml:12:3: key "owner" appears twice. Keep one of them.} */
  @Override
  public String toString() {
    return "%s %s:%s: %s %s".formatted(code, file, position, message, remedy);
  }
}
