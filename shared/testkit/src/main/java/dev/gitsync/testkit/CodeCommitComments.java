package dev.gitsync.testkit;

import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Bool;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.host.PullRequest;
import dev.gitsync.testkit.hosts.HostedRepository;
import dev.gitsync.testkit.hosts.HostedRepository.Author;
import dev.gitsync.testkit.hosts.HostedRepository.Comment;
import java.util.ArrayList;
import java.util.List;

/** What CodeCommit answers of comments. One that was deleted stays, without its text. */
final class CodeCommitComments {

  /** Who we are to CodeCommit. */
  static final String US = "arn:aws:sts::111122223333:assumed-role/GitSyncCheck/GitSyncCheck";

  private static final String ADA = "arn:aws:iam::111122223333:user/ada";
  private static final int COMMENTS_ON_A_PAGE = 50;
  private static final int LONGEST = 10_240;

  private final HostedRepository hosted;
  private final List<Long> deleted = new ArrayList<>();

  CodeCommitComments(HostedRepository hosted) {
    this.hosted = hosted;
  }

  Mapping list(PullRequest pull, Mapping input) {
    var places = new ArrayList<Node>();
    deleted.forEach(it -> places.add(place(dated(it, US).with("deleted", new Bool(true)))));
    hosted.comments(pull.number()).forEach(it -> places.add(place(json(it))));
    return CodeCommitActions.page(
        places, COMMENTS_ON_A_PAGE, "commentsForPullRequestData", "nextToken", input);
  }

  private static Mapping place(Mapping comment) {
    return Mapping.of("comments", Sequence.of(comment));
  }

  private static Mapping json(Comment comment) {
    return dated(comment.id(), comment.author() == Author.US ? US : ADA)
        .with("content", comment.text())
        .with("deleted", new Bool(false));
  }

  private static Mapping dated(long id, String author) {
    return Mapping.of("commentId", new Text(Long.toString(id)))
        .with("authorArn", author)
        .with("creationDate", Num.of(1_767_355_200 + id));
  }

  Mapping post(PullRequest pull, Mapping input) {
    if (!CodeCommitActions.text(input, "beforeCommitId").equals(pull.targetTip().value())
        || !CodeCommitActions.text(input, "afterCommitId").equals(pull.head().value())) {
      throw new CodeCommitFault("CommitDoesNotExistException", "Not of this pull request");
    }
    return Mapping.of("comment", json(hosted.addComment(pull.number(), content(input))));
  }

  private static String content(Mapping input) {
    String content = CodeCommitActions.text(input, "content");
    return CodeCommitPulls.checked(content, LONGEST, "CommentContentSizeLimitExceededException");
  }

  Mapping update(Mapping input) {
    return hosted
        .editComment(id(input), content(input))
        .map(it -> Mapping.of("comment", json(it)))
        .orElseThrow(
            () -> new CodeCommitFault("CommentNotCreatedByCallerException", "It is not yours"));
  }

  /** Anybody may who has the right; here it is a fault to take another's away. */
  Mapping delete(Mapping input) {
    if (!hosted.removeComment(id(input))) {
      throw new CodeCommitFault("CommentDoesNotExistException", "There is none of yours");
    }
    deleted.add(id(input));
    return Mapping.empty();
  }

  private long id(Mapping input) {
    long id = Long.parseLong(CodeCommitActions.text(input, "commentId"));
    if (deleted.contains(id)) {
      throw new CodeCommitFault("CommentDeletedException", "It is deleted");
    }
    return id;
  }
}
