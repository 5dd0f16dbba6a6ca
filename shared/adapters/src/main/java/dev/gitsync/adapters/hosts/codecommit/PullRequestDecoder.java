package dev.gitsync.adapters.hosts.codecommit;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.flows.host.PullRequest;
import dev.gitsync.flows.host.PullRequest.Origin;
import dev.gitsync.flows.host.PullRequest.State;
import dev.gitsync.flows.link.RepositoryUrl;
import java.net.URI;
import software.amazon.awssdk.services.codecommit.model.MergeMetadata;
import software.amazon.awssdk.services.codecommit.model.PullRequestStatusEnum;
import software.amazon.awssdk.services.codecommit.model.PullRequestTarget;

/** Reads CodeCommit's pull requests, which all are between branches of one repository. */
final class PullRequestDecoder {

  private static final String BRANCH = "refs/heads/";

  private PullRequestDecoder() {}

  static PullRequest decode(
      software.amazon.awssdk.services.codecommit.model.PullRequest found,
      RepositoryUrl repository) {
    PullRequestTarget target = found.pullRequestTargets().getFirst();
    return new PullRequest(
        Long.parseLong(found.pullRequestId()),
        page(repository, "pull-requests/" + found.pullRequestId()).toString(),
        found.title(),
        state(found.pullRequestStatus(), target.mergeMetadata()),
        Origin.SAME_REPOSITORY,
        branch(target.sourceReference()),
        branch(target.destinationReference()),
        new CommitId(target.sourceCommit()),
        new CommitId(target.destinationCommit()),
        new CommitId(target.mergeBase()));
  }

  /** Where people see something of a repository. */
  static URI page(RepositoryUrl repository, String what) {
    RepositoryUrl.CodeCommitPlace place = repository.codeCommit();
    return URI.create(
        "https://%s.%s/codesuite/codecommit/repositories/%s/%s?region=%s"
            .formatted(
                place.region(), console(place.region()), place.name(), what, place.region()));
  }

  private static String console(String region) {
    if (region.startsWith("cn-")) {
      return "console.amazonaws.cn";
    }
    return region.startsWith("us-gov-") ? "console.amazonaws-us-gov.com" : "console.aws.amazon.com";
  }

  private static State state(PullRequestStatusEnum status, MergeMetadata merge) {
    if (status == PullRequestStatusEnum.OPEN) {
      return State.OPEN;
    }
    return merge != null && Boolean.TRUE.equals(merge.isMerged()) ? State.MERGED : State.CLOSED;
  }

  private static String branch(String reference) {
    return reference.startsWith(BRANCH) ? reference.substring(BRANCH.length()) : reference;
  }
}
