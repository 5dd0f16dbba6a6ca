package dev.gitsync.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the functions may do with the repositories of CodeCommit that a deployment names. */
class CodeCommitTest {
  @Test
  void givesNoRightWhereNoRepositoryIsNamed() {
    Template template = Template.read();
    assertThat(Titles.ALL).allSatisfy(title -> assertThat(rights(template, title)).isEmpty());
  }

  @Test
  void givesEachFunctionWhatItNeedsOnTheNamedRepositoriesOnly() {
    Template template = Template.read(Variants.everyOption().template());
    assertThat(rights(template, "Poll")).isEqualTo(on("GetBranch", "ListBranches"));
    assertThat(rights(template, "Api"))
        .isEqualTo(
            on(
                "GetBranch",
                "ListBranches",
                "GetFolder",
                "GetFile",
                "GetPullRequest",
                "ListPullRequests"));
    assertThat(rights(template, "Inbound")).isEqualTo(following());
    assertThat(List.of("Outbound", "Resync"))
        .allSatisfy(
            title ->
                assertThat(rights(template, title))
                    .isEqualTo(
                        following(
                            "CreateBranch",
                            "CreateCommit",
                            "GetPullRequest",
                            "ListPullRequests",
                            "CreatePullRequest",
                            "UpdatePullRequestTitle",
                            "UpdatePullRequestDescription")));
    assertThat(rights(template, "Check"))
        .isEqualTo(
            following(
                "GetPullRequest",
                "GetPullRequestApprovalStates",
                "UpdatePullRequestApprovalState",
                "GetCommentsForPullRequest",
                "PostCommentForPullRequest",
                "UpdateComment",
                "DeleteCommentContent"));
    assertThat(List.of("Authorizer", "Webhook", "CodeCommitEvent"))
        .allSatisfy(title -> assertThat(rights(template, title)).isEmpty());
  }

  private static Set<String> following(String... more) {
    Stream<String> all =
        Stream.concat(
            Stream.of(
                "GetBranch", "ListBranches", "GetFolder", "GetFile", "GetCommit", "GetDifferences"),
            Stream.of(more));
    return on(all.toArray(String[]::new));
  }

  private static Set<String> rights(Template template, String function) {
    return PermissionsTest.rights(template, function).stream()
        .filter(right -> right.startsWith("codecommit:"))
        .collect(Collectors.toSet());
  }

  private static Set<String> on(String... actions) {
    return Stream.of(actions)
        .flatMap(
            action ->
                Stream.of("acme", "other.docs")
                    .map(name -> "codecommit:" + action + " arn::codecommit:::" + name))
        .collect(Collectors.toSet());
  }
}
