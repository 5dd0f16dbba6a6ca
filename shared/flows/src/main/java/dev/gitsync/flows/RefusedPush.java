package dev.gitsync.flows;

import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.port.GitRemote.Refused;

/** Says what a host that refused a push said, and what to do about it. */
final class RefusedPush {

  private RefusedPush() {}

  static NeedsUser of(Link link, Refused refused) {
    return of(link, link.settings().branch(), refused);
  }

  /** Of a push to another branch than the link's. */
  static NeedsUser of(Link link, String branch, Refused refused) {
    return switch (refused.reason()) {
      case PROTECTED ->
          needsUser(
              "GIT-002",
              link,
              branch,
              "the branch is protected",
              refused,
              "Allow the sync's user to push to this branch, or set delivery to pull_request, or"
                  + " choose another branch.");
      case POLICY ->
          needsUser(
              "GIT-017",
              link,
              branch,
              "a rule of the host forbids it",
              refused,
              "Exempt the sync's user from the rule or hook that these words name, or change it.");
      case SIZE ->
          needsUser(
              "GIT-018",
              link,
              branch,
              "the host finds it too large",
              refused,
              "Raise the host's limit, or make the resource smaller.");
      case PERMISSION ->
          needsUser(
              "GIT-007",
              link,
              branch,
              "the credentials may not write",
              refused,
              "Give the sync's user the right to write to the repository.");
    };
  }

  private static NeedsUser needsUser(
      String code, Link link, String branch, String why, Refused refused, String remedy) {
    return new NeedsUser(
        code,
        "The push to branch \"%s\" of workspace \"%s\" was refused, %s: %s"
            .formatted(branch, link.workspace(), why, refused.words()),
        remedy);
  }
}
