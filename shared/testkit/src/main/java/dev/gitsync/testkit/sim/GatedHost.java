package dev.gitsync.testkit.sim;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.host.CheckReport;
import dev.gitsync.flows.host.Draft;
import dev.gitsync.flows.host.PullRequest;
import dev.gitsync.flows.port.CodeHost;
import java.net.URI;
import java.util.Optional;

/** A host behind a gate. Checks, comments and webhooks are no part of the simulation. */
record GatedHost(CodeHost host, Gate gate) implements CodeHost {

  @Override
  public Optional<PullRequest> find(long number) {
    return gate.call(PortCall.ASK_HOST, () -> host.find(number));
  }

  @Override
  public Optional<PullRequest> latest(String source, String target) {
    return gate.call(PortCall.ASK_HOST, () -> host.latest(source, target));
  }

  @Override
  public PullRequest open(Draft draft) {
    return gate.call(PortCall.OPEN_PULL, () -> host.open(draft));
  }

  @Override
  public void update(long pullRequest, Draft draft) {
    gate.call(
        PortCall.EDIT_PULL,
        () -> {
          host.update(pullRequest, draft);
          return draft;
        });
  }

  @Override
  public URI page(CommitId commit, RepoPath file) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void publish(CheckReport report) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void comment(long pullRequest, String marker, String markdown, Occasion occasion) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void registerWebhook(URI address, String secret) {
    throw new UnsupportedOperationException();
  }
}
