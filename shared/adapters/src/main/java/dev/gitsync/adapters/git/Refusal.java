package dev.gitsync.adapters.git;

import dev.gitsync.flows.port.GitRemote.Reason;
import java.util.List;
import java.util.Locale;

/** Makes out by a host's words why it refused a push. */
final class Refusal {

  /** GitHub, GitLab, Gitea. */
  private static final List<String> SIZE =
      List.of(
          "gh001",
          "file size limit",
          "large files detected",
          "exceeds the maximum",
          "maximum allowed size",
          "exceeded the size limit",
          "pack exceeds");

  /** GitHub, GitLab, Bitbucket, Azure DevOps, Gitea, Gerrit, in this order. */
  private static final List<String> PROTECTED =
      List.of(
          "gh006",
          "protected branch",
          "must be made through a pull request",
          "only be modified through pull requests",
          "permission denied to update branch",
          "branch permission",
          "tf402455",
          "must use a pull request",
          "not allowed to push to protected",
          "prohibited by gerrit");

  private static final List<String> PERMISSION =
      List.of(
          "not allowed to push code to this project",
          "tf401027",
          "write access to repository not granted",
          "permission denied",
          "permission to",
          "read-only");

  private Refusal() {}

  /** Why a ref was not moved; a rule or hook where nothing else is known. */
  static Reason of(String words) {
    String lower = words.toLowerCase(Locale.ROOT);
    if (SIZE.stream().anyMatch(lower::contains)) {
      return Reason.SIZE;
    }
    if (PROTECTED.stream().anyMatch(lower::contains)) {
      return Reason.PROTECTED;
    }
    return PERMISSION.stream().anyMatch(lower::contains) ? Reason.PERMISSION : Reason.POLICY;
  }

  /** Why a pack was not taken: an abnormal end is that of a limit. */
  static Reason ofPack(String words) {
    return words.toLowerCase(Locale.ROOT).contains("abnormal exit") ? Reason.SIZE : of(words);
  }
}
