package dev.gitsync.adapters.hosts.codecommit;

import dev.gitsync.adapters.hosts.OneComment;
import dev.gitsync.flows.port.CodeHost.Occasion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.codecommit.model.Comment;

/**
 * The comments under one pull request on CodeCommit. It does not tell the role who it is, so a
 * comment is ours if it can be edited: only its author can.
 */
record CodeCommitComments(PullRequestApi api, long number) {

  private static final int LONGEST = 10_240;

  /** As {@link OneComment#keep}. */
  void keep(String marker, String markdown, Occasion occasion) {
    String text = OneComment.fit(marker, markdown, LONGEST);
    boolean isKept = marked(marker).values().stream().anyMatch(it -> keep(it, text));
    if (!isKept && occasion == Occasion.ALWAYS) {
      api.post(number, text);
    }
  }

  /** Those that hold a marker, oldest first, by author. Somebody may have quoted it. */
  private Map<String, List<Comment>> marked(String marker) {
    return api.comments(number)
        .filter(it -> Objects.requireNonNullElse(it.content(), "").contains(marker))
        .collect(
            Collectors.groupingBy(
                it -> Objects.requireNonNullElse(it.authorArn(), ""),
                LinkedHashMap::new,
                Collectors.toList()));
  }

  /** Has the oldest of one author's say this, and the only one. False where they are not ours. */
  private boolean keep(List<Comment> comments, String text) {
    Comment oldest = comments.getFirst();
    if (comments.size() == 1 && OneComment.isSame(oldest.content(), text)) {
      return true;
    }
    if (!api.edit(oldest, text)) {
      return false;
    }
    comments.stream().skip(1).forEach(api::remove);
    return true;
  }
}
