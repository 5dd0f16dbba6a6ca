package dev.gitsync.adapters.codecommit;

import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.port.GitRemote.CommitDraft;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * As much of a commit as CodeCommit takes at once: 100 files, those that are deleted counted, and 7
 * MB of content with its own additions (see its {@code FileContentSizeLimitExceededException}). A
 * file that is too large alone is for CodeCommit to refuse.
 */
record CommitPart(Map<RepoPath, byte[]> files, Set<RepoPath> deleted, String message) {

  private static final int MOST_FILES = 100;
  private static final int MOST_BYTES = 6_000_000;

  /**
   * The parts of a commit. Only the last has the whole message: the trailers say that all is there,
   * and must not be on the branch before it is. What is deleted goes last, so that meanwhile the
   * branch has too much rather than too little.
   *
   * @param deleted those of the draft's that are there: CodeCommit refuses to delete others
   */
  static List<CommitPart> of(CommitDraft draft, Set<RepoPath> deleted) {
    List<Share> shares = shares(draft, deleted);
    var parts = new ArrayList<CommitPart>();
    String subject = draft.message().lines().findFirst().orElse("");
    for (Share share : shares) {
      int number = parts.size() + 1;
      String message =
          number == shares.size()
              ? draft.message()
              : "%s (part %d of %d)\n".formatted(subject, number, shares.size());
      parts.add(new CommitPart(share.files(), share.deleted(), message));
    }
    return parts;
  }

  /** A part that fills up. */
  private record Share(Map<RepoPath, byte[]> files, Set<RepoPath> deleted) {
    Share() {
      this(new LinkedHashMap<>(), new LinkedHashSet<>());
    }

    boolean isFull() {
      return files.size() + deleted.size() == MOST_FILES;
    }
  }

  private static List<Share> shares(CommitDraft draft, Set<RepoPath> deleted) {
    var shares = new ArrayList<Share>();
    int bytes = 0;
    for (var file : new TreeMap<>(draft.files()).entrySet()) {
      byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
      bytes += content.length;
      if (shares.isEmpty() || shares.getLast().isFull() || bytes > MOST_BYTES) {
        shares.add(new Share());
        bytes = content.length;
      }
      shares.getLast().files().put(file.getKey(), content);
    }
    for (RepoPath path : new TreeSet<>(deleted)) {
      if (shares.isEmpty() || shares.getLast().isFull()) {
        shares.add(new Share());
      }
      shares.getLast().deleted().add(path);
    }
    return shares;
  }
}
