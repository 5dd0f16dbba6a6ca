package dev.gitsync.flows;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.host.CheckReport;
import dev.gitsync.flows.host.Draft;
import dev.gitsync.flows.host.PullRequest;
import dev.gitsync.flows.host.PullRequest.Origin;
import dev.gitsync.flows.host.PullRequest.State;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.port.CodeHost;
import dev.gitsync.flows.port.CodeHosts;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.testkit.InMemoryGit;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The pull requests of a repository in memory. */
final class PullRequests implements CodeHosts, CodeHost {

  /** One of them. */
  record Kept(long number, Draft draft, State state) {
    Kept in(State other) {
      return new Kept(number, draft, other);
    }
  }

  private final InMemoryGit git;
  private final List<Kept> kept = new ArrayList<>();
  private int updates;

  PullRequests(InMemoryGit git) {
    this.git = git;
  }

  List<Kept> all() {
    return List.copyOf(kept);
  }

  Kept last() {
    return kept.getLast();
  }

  int updates() {
    return updates;
  }

  /** Somebody closes, reopens or merges the newest one. */
  void become(State state) {
    kept.set(kept.size() - 1, last().in(state));
  }

  private PullRequest shown(Kept it) {
    CommitId head =
        Optional.ofNullable(git.ours().get(it.draft().source())).or(git::tip).orElseThrow();
    return new PullRequest(
        it.number(),
        "https://git.example/pulls/" + it.number(),
        it.draft().title(),
        it.state(),
        Origin.SAME_REPOSITORY,
        it.draft().source(),
        it.draft().target(),
        head,
        git.tip().orElseThrow(),
        head);
  }

  @Override
  public Optional<CodeHost> open(LinkSettings settings, Credentials credentials) {
    return Optional.of(this);
  }

  @Override
  public Optional<PullRequest> find(long number) {
    return kept.stream().filter(it -> it.number() == number).map(this::shown).findFirst();
  }

  @Override
  public Optional<PullRequest> latest(String source, String target) {
    return kept.reversed().stream()
        .filter(it -> it.draft().source().equals(source) && it.draft().target().equals(target))
        .map(this::shown)
        .findFirst();
  }

  @Override
  public PullRequest open(Draft draft) {
    Optional<PullRequest> open =
        latest(draft.source(), draft.target()).filter(it -> it.state() == State.OPEN);
    if (open.isPresent()) {
      return open.get();
    }
    kept.add(new Kept(kept.size() + 1, draft, State.OPEN));
    return shown(last());
  }

  @Override
  public void update(long pullRequest, Draft draft) {
    updates++;
    kept.replaceAll(
        it -> it.number() == pullRequest ? new Kept(pullRequest, draft, it.state()) : it);
  }

  @Override
  public URI page(CommitId commit, RepoPath file) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void publish(CheckReport report) {}

  @Override
  public void comment(long pullRequest, String marker, String markdown, Occasion occasion) {}

  @Override
  public void registerWebhook(URI address, String secret) {}
}
