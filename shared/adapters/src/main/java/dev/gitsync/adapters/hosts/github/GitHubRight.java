package dev.gitsync.adapters.hosts.github;

import java.net.http.HttpHeaders;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Rights as GitHub's settings name them (GitHub's "Permissions required for GitHub Apps"). Refusals
 * name them in {@code X-Accepted-GitHub-Permissions}: {@code checks=write}; several that are needed
 * together are separated by commas, alternatives by semicolons.
 */
final class GitHubRight {

  static final String METADATA = "Metadata: read";
  static final String CONTENTS = "Contents: read";
  static final String READ_PULLS = "Pull requests: read";
  static final String PULLS = "Pull requests: write";
  static final String CHECKS = "Checks: write";
  static final String STATUSES = "Commit statuses: write";
  static final String HOOKS = "Webhooks: write";

  private GitHubRight() {}

  static Optional<String> accepted(HttpHeaders headers) {
    return headers
        .firstValue("X-Accepted-GitHub-Permissions")
        .filter(it -> it.matches("[a-z_=,; ]{3,200}"))
        .map(it -> it.split(";", -1)[0])
        .map(GitHubRight::together);
  }

  private static String together(String rights) {
    return Arrays.stream(rights.split(",", -1))
        .map(String::strip)
        .map(GitHubRight::named)
        .collect(Collectors.joining(", "));
  }

  private static String named(String right) {
    String[] parts = right.split("=", 2);
    String name =
        switch (parts[0]) {
          case "statuses" -> "Commit statuses";
          case "repository_hooks" -> "Webhooks";
          default ->
              parts[0].substring(0, Math.min(1, parts[0].length())).toUpperCase(Locale.ROOT)
                  + parts[0].substring(Math.min(1, parts[0].length())).replace('_', ' ');
        };
    return parts.length < 2 ? name : name + ": " + parts[1];
  }
}
