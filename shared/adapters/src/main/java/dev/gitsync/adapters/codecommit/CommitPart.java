package dev.gitsync.adapters.codecommit;

import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.port.GitRemote.CommitDraft;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * As much of a commit as CodeCommit takes at once: 100 files, and 7 MB of content with its own
 * additions (see its {@code FileContentSizeLimitExceededException}). A file that is too large alone
 * is for CodeCommit to refuse.
 */
record CommitPart(Map<RepoPath, byte[]> files, String message) {

  private static final int MOST_FILES = 100;
  private static final int MOST_BYTES = 6_000_000;

  /**
   * The parts of a commit. Only the last has the whole message: the trailers say that all is there,
   * and must not be on the branch before it is.
   */
  static List<CommitPart> of(CommitDraft draft) {
    List<Map<RepoPath, byte[]>> shares = shares(draft);
    var parts = new ArrayList<CommitPart>();
    String subject = draft.message().lines().findFirst().orElse("");
    for (Map<RepoPath, byte[]> share : shares) {
      int number = parts.size() + 1;
      parts.add(
          new CommitPart(
              share,
              number == shares.size()
                  ? draft.message()
                  : "%s (part %d of %d)\n".formatted(subject, number, shares.size())));
    }
    return parts;
  }

  private static List<Map<RepoPath, byte[]>> shares(CommitDraft draft) {
    var shares = new ArrayList<Map<RepoPath, byte[]>>();
    int bytes = 0;
    for (var file : new TreeMap<>(draft.files()).entrySet()) {
      byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
      bytes += content.length;
      if (shares.isEmpty() || shares.getLast().size() == MOST_FILES || bytes > MOST_BYTES) {
        shares.add(new LinkedHashMap<>());
        bytes = content.length;
      }
      shares.getLast().put(file.getKey(), content);
    }
    return shares;
  }
}
