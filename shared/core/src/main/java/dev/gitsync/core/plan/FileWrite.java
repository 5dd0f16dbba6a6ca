package dev.gitsync.core.plan;

import dev.gitsync.core.merge.Conflict;
import dev.gitsync.core.repo.RepoPath;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A file that a commit is to hold.
 *
 * @param conflicts what the file had said and the workspace overrides
 */
public record FileWrite(RepoPath path, String text, List<Conflict> conflicts) {

  public FileWrite {
    conflicts = List.copyOf(conflicts);
  }

  /** The content in UTF-8. */
  public byte[] content() {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
