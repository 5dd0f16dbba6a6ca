package dev.gitsync.adapters.hosts.codecommit;

import dev.gitsync.adapters.hosts.Cut;
import dev.gitsync.adapters.hosts.rest.RestCall;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.NeedsUser;
import dev.gitsync.flows.host.CheckReport;
import dev.gitsync.flows.host.Draft;
import dev.gitsync.flows.host.PullRequest;
import dev.gitsync.flows.port.CodeHost;
import java.net.URI;
import java.util.Optional;

/**
 * Pull requests of one repository on AWS CodeCommit, which are all between branches of the
 * repository itself. It has no checks, so there are {@link Approvals}; remarks on lines are in the
 * comment.
 */
final class CodeCommitHost implements CodeHost {

  private static final int LONGEST_TITLE = 150;
  private static final int LONGEST_DESCRIPTION = 10_240;

  private final PullRequestApi api;
  private final Approvals approvals;

  CodeCommitHost(PullRequestApi api) {
    this.api = api;
    this.approvals = new Approvals(api);
  }

  @Override
  public Optional<PullRequest> find(long number) {
    return api.find(number).map(it -> PullRequestDecoder.decode(it, api.repository()));
  }

  @Override
  public URI page(CommitId commit, RepoPath file) {
    return PullRequestDecoder.page(
        api.repository(), "browse/" + commit + "/--/" + RestCall.encode(file));
  }

  @Override
  public void publish(CheckReport report) {
    approvals.publish(report);
  }

  @Override
  public void comment(long pullRequest, String marker, String markdown, Occasion occasion) {
    new CodeCommitComments(api, pullRequest).keep(marker, markdown, occasion);
  }

  @Override
  public Optional<PullRequest> latest(String source, String target) {
    return api.newestFirst()
        .map(it -> PullRequestDecoder.decode(it, api.repository()))
        .filter(it -> it.source().equals(source) && it.target().equals(target))
        .findFirst();
  }

  @Override
  public PullRequest open(Draft draft) {
    return api.open()
        .map(it -> PullRequestDecoder.decode(it, api.repository()))
        .filter(it -> it.source().equals(draft.source()) && it.target().equals(draft.target()))
        .findFirst()
        .orElseGet(() -> PullRequestDecoder.decode(api.create(cut(draft)), api.repository()));
  }

  @Override
  public void update(long pullRequest, Draft draft) {
    api.find(pullRequest).ifPresent(it -> api.update(it, cut(draft)));
  }

  @Override
  public void registerWebhook(URI address, String secret) {
    throw new NeedsUser(
        "HOST-006",
        "AWS CodeCommit has no webhooks.",
        "Nothing is to be done where the deployment names the repository in"
            + " codeCommitRepositories: EventBridge tells of its pushes and pull requests.");
  }

  private static Draft cut(Draft draft) {
    return new Draft(
        draft.source(),
        draft.target(),
        Cut.line(draft.title(), LONGEST_TITLE),
        Cut.markdown(draft.body(), LONGEST_DESCRIPTION));
  }
}
