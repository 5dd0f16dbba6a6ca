package dev.gitsync.adapters.hosts.codecommit;

import dev.gitsync.adapters.codecommit.ApiFailure;
import dev.gitsync.flows.NeedsUser;
import dev.gitsync.flows.host.Draft;
import dev.gitsync.flows.link.RepositoryUrl;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.ApprovalState;
import software.amazon.awssdk.services.codecommit.model.Comment;
import software.amazon.awssdk.services.codecommit.model.CommentDeletedException;
import software.amazon.awssdk.services.codecommit.model.CommentDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.CommentNotCreatedByCallerException;
import software.amazon.awssdk.services.codecommit.model.InvalidPullRequestIdException;
import software.amazon.awssdk.services.codecommit.model.ListPullRequestsRequest;
import software.amazon.awssdk.services.codecommit.model.PullRequest;
import software.amazon.awssdk.services.codecommit.model.PullRequestAlreadyClosedException;
import software.amazon.awssdk.services.codecommit.model.PullRequestCannotBeApprovedByAuthorException;
import software.amazon.awssdk.services.codecommit.model.PullRequestDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.PullRequestStatusEnum;
import software.amazon.awssdk.services.codecommit.model.PullRequestTarget;
import software.amazon.awssdk.services.codecommit.model.RevisionNotCurrentException;
import software.amazon.awssdk.services.codecommit.model.Target;

/**
 * The calls of CodeCommit's API that are about a repository's pull requests. Their numbers count
 * for all repositories of an account and region, so a number of another one is none.
 */
record PullRequestApi(CodeCommitClient client, RepositoryUrl repository) {

  /** Of pull requests, from the newest on: each is one call. */
  private static final int MOST_LOOKED_AT = 100;

  Optional<PullRequest> find(long number) {
    return call(
        () -> {
          try {
            String id = Long.toString(number);
            var answer = client.getPullRequest(request -> request.pullRequestId(id));
            return Optional.of(answer.pullRequest()).filter(this::isOurs);
          } catch (PullRequestDoesNotExistException | InvalidPullRequestIdException e) {
            return Optional.empty();
          }
        });
  }

  private boolean isOurs(PullRequest found) {
    return found.pullRequestTargets().getFirst().repositoryName().equals(name());
  }

  /** The open ones, newest first. */
  Stream<PullRequest> open() {
    return each(request -> request.pullRequestStatus(PullRequestStatusEnum.OPEN));
  }

  /** All, newest first, as far as somebody takes them. */
  Stream<PullRequest> newestFirst() {
    return each(request -> request);
  }

  private Stream<PullRequest> each(UnaryOperator<ListPullRequestsRequest.Builder> filter) {
    var request = filter.apply(ListPullRequestsRequest.builder().repositoryName(name())).build();
    return call(
            () ->
                client.listPullRequestsPaginator(request).stream()
                    .flatMap(page -> page.pullRequestIds().stream())
                    .map(Long::valueOf)
                    .toList())
        .stream()
        .sorted(Comparator.reverseOrder())
        .limit(MOST_LOOKED_AT)
        .map(this::find)
        .flatMap(Optional::stream);
  }

  PullRequest create(Draft draft) {
    Target target =
        Target.builder()
            .repositoryName(name())
            .sourceReference(draft.source())
            .destinationReference(draft.target())
            .build();
    return call(
        () ->
            client
                .createPullRequest(
                    it -> it.title(draft.title()).description(draft.body()).targets(target))
                .pullRequest());
  }

  /** Where it says that already, or was closed meanwhile, nothing happens. */
  void update(PullRequest found, Draft draft) {
    String id = found.pullRequestId();
    call(
        () -> {
          try {
            if (!draft.title().equals(found.title())) {
              client.updatePullRequestTitle(it -> it.pullRequestId(id).title(draft.title()));
            }
            if (!draft.body().equals(found.description())) {
              client.updatePullRequestDescription(
                  it -> it.pullRequestId(id).description(draft.body()));
            }
            return true;
          } catch (PullRequestAlreadyClosedException e) {
            return false;
          }
        });
  }

  /**
   * Approves what a pull request is now. Where it has moved on or was closed, nothing happens.
   *
   * @throws NeedsUser when we opened it
   */
  void approve(PullRequest found) {
    if (!set(found, ApprovalState.APPROVE)) {
      throw new NeedsUser(
          "HOST-003",
          "Pull request %s at %s passes, but cannot be approved: CodeCommit takes no approval from who opened it."
              .formatted(found.pullRequestId(), repository),
          "Approve it as somebody else, or open such pull requests with another role or user than"
              + " the one that checks them.");
    }
  }

  /** Takes our approval back; nothing happens where there is none of anybody. */
  void revoke(PullRequest found) {
    boolean isApproved =
        call(
            () ->
                client
                    .getPullRequestApprovalStates(
                        it ->
                            it.pullRequestId(found.pullRequestId()).revisionId(found.revisionId()))
                    .approvals()
                    .stream()
                    .anyMatch(it -> it.approvalState() == ApprovalState.APPROVE));
    if (isApproved) {
      set(found, ApprovalState.REVOKE);
    }
  }

  /** False where it was us who opened it. */
  private boolean set(PullRequest found, ApprovalState state) {
    return call(
        () -> {
          try {
            client.updatePullRequestApprovalState(
                it ->
                    it.pullRequestId(found.pullRequestId())
                        .revisionId(found.revisionId())
                        .approvalState(state));
            return true;
          } catch (PullRequestAlreadyClosedException | RevisionNotCurrentException e) {
            return true;
          } catch (PullRequestCannotBeApprovedByAuthorException e) {
            return false;
          }
        });
  }

  /** The comments that are there, oldest first. */
  Stream<Comment> comments(long number) {
    String id = Long.toString(number);
    return call(
            () ->
                client
                    .getCommentsForPullRequestPaginator(
                        it -> it.pullRequestId(id).repositoryName(name()))
                    .stream()
                    .flatMap(page -> page.commentsForPullRequestData().stream())
                    .flatMap(place -> place.comments().stream())
                    .filter(it -> !Boolean.TRUE.equals(it.deleted()))
                    .toList())
        .stream()
        .sorted(Comparator.comparing(Comment::creationDate));
  }

  /** Whether the comment is there and ours, and says this now. */
  boolean edit(Comment comment, String content) {
    return call(
        () -> {
          try {
            client.updateComment(it -> it.commentId(comment.commentId()).content(content));
            return true;
          } catch (CommentNotCreatedByCallerException
              | CommentDeletedException
              | CommentDoesNotExistException e) {
            return false;
          }
        });
  }

  /** Leaves nothing of a comment to be read. */
  void remove(Comment comment) {
    call(
        () -> {
          try {
            client.deleteCommentContent(it -> it.commentId(comment.commentId()));
            return true;
          } catch (CommentDeletedException | CommentDoesNotExistException e) {
            return false;
          }
        });
  }

  /** Comments on all of a pull request, as it is now. */
  void post(long number, String content) {
    String id = Long.toString(number);
    find(number)
        .map(it -> it.pullRequestTargets().getFirst())
        .ifPresent(target -> call(() -> post(id, target, content)));
  }

  private Object post(String id, PullRequestTarget target, String content) {
    return client.postCommentForPullRequest(
        it ->
            it.pullRequestId(id)
                .repositoryName(name())
                .beforeCommitId(target.destinationCommit())
                .afterCommitId(target.sourceCommit())
                .content(content));
  }

  private <T> T call(Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw ApiFailure.explain(e, repository);
    }
  }

  private String name() {
    return repository.codeCommit().name();
  }
}
