package dev.gitsync.infra;

import java.util.List;
import java.util.stream.Stream;

/** What a function does with the repositories of CodeCommit. */
enum CodeCommitUse {
  /** Nothing. */
  NONE,
  /** See where branches are. */
  LOOK,
  /** Read the files of one commit, too. */
  READ,
  /** Read what happened since another commit, too. */
  FOLLOW,
  /** Put commits on branches, too. */
  COMMIT;

  List<String> actions() {
    return switch (this) {
      case NONE -> List.of();
      case LOOK -> List.of("codecommit:GetBranch", "codecommit:ListBranches");
      case READ -> and(LOOK, "codecommit:GetFolder", "codecommit:GetFile");
      case FOLLOW -> and(READ, "codecommit:GetCommit", "codecommit:GetDifferences");
      case COMMIT -> and(FOLLOW, "codecommit:CreateCommit");
    };
  }

  private static List<String> and(CodeCommitUse less, String... more) {
    return Stream.concat(less.actions().stream(), Stream.of(more)).toList();
  }
}
