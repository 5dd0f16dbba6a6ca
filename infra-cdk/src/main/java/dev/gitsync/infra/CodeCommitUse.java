package dev.gitsync.infra;

import java.util.List;
import java.util.stream.Stream;

/** What a function does with the repositories of CodeCommit. */
enum CodeCommitUse {
  /** Nothing. */
  NONE,
  /** See where branches are. */
  LOOK,
  /** Read the files of one commit, too, and see which pull requests there are. */
  READ,
  /** Look, and read files and what happened since another commit. */
  FOLLOW,
  /** Put commits on branches, too, and open pull requests for them. */
  PROPOSE,
  /** Follow, approve pull requests and comment on them. */
  CHECK;

  List<String> actions() {
    return switch (this) {
      case NONE -> List.of();
      case LOOK -> and(NONE, "GetBranch", "ListBranches");
      case READ -> and(LOOK, "GetFolder", "GetFile", "GetPullRequest", "ListPullRequests");
      case FOLLOW -> and(LOOK, "GetFolder", "GetFile", "GetCommit", "GetDifferences");
      case PROPOSE ->
          and(
              FOLLOW,
              "CreateBranch",
              "CreateCommit",
              "GetPullRequest",
              "ListPullRequests",
              "CreatePullRequest",
              "UpdatePullRequestTitle",
              "UpdatePullRequestDescription");
      case CHECK ->
          and(
              FOLLOW,
              "GetPullRequest",
              "GetPullRequestApprovalStates",
              "UpdatePullRequestApprovalState",
              "GetCommentsForPullRequest",
              "PostCommentForPullRequest",
              "UpdateComment",
              "DeleteCommentContent");
    };
  }

  private static List<String> and(CodeCommitUse less, String... more) {
    Stream<String> named = Stream.of(more).map(action -> "codecommit:" + action);
    return Stream.concat(less.actions().stream(), named).toList();
  }
}
