package dev.gitsync.infra;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.constructs.Node;

/**
 * What a deployment may choose, read from the CDK context: {@code cdk deploy -c name=value}.
 *
 * @param functionsJar {@code functionsJar}: the shaded jar of all functions; it must exist
 * @param secretPrefix {@code secretPrefix}: the first part of the names of all secrets
 * @param gitAllowedHosts {@code gitAllowedHosts}: comma-separated hosts that a link may reach
 *     although their addresses are private
 * @param codeCommitRepositories {@code codeCommitRepositories}: comma-separated names of the
 *     CodeCommit repositories, in the stack's account and region, that links may be tied to
 */
public record Settings(
    Path functionsJar,
    String secretPrefix,
    String gitAllowedHosts,
    List<String> codeCommitRepositories) {
  /** The system property that names the jar where no context value does. */
  public static final String FUNCTIONS_JAR = "functionsJar";

  /** Refuses what would widen the secrets and repositories that the functions may use. */
  public Settings {
    if (!secretPrefix.matches("[A-Za-z0-9_-]{1,64}")) {
      throw new IllegalArgumentException(
          "secretPrefix \"" + secretPrefix + "\" must be 1 to 64 letters, digits, \"_\" or \"-\".");
    }
    codeCommitRepositories = List.copyOf(codeCommitRepositories);
    for (String name : codeCommitRepositories) {
      if (!name.matches("[A-Za-z0-9._-]{1,100}")) {
        throw new IllegalArgumentException(
            "codeCommitRepositories: \"" + name + "\" is not the name of a repository.");
      }
    }
  }

  /** The settings of an app whose root is {@code node}. */
  public static Settings of(Node node) {
    String jar = text(node, FUNCTIONS_JAR, System.getProperty(FUNCTIONS_JAR, ""));
    if (jar.isEmpty()) {
      throw new IllegalArgumentException(
          "Say where the functions' jar is: -c functionsJar=FILE or -DfunctionsJar=FILE.");
    }
    return new Settings(
        Path.of(jar),
        text(node, "secretPrefix", "gitsync"),
        text(node, "gitAllowedHosts", ""),
        names(text(node, "codeCommitRepositories", "")));
  }

  private static List<String> names(String list) {
    return Stream.of(list.split(",")).map(String::strip).filter(it -> !it.isEmpty()).toList();
  }

  static String text(Node node, String name, String otherwise) {
    @Nullable Object value = node.tryGetContext(name);
    return value == null ? otherwise : value.toString();
  }
}
