package dev.gitsync.testkit.hosts;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.TryLater;
import dev.gitsync.flows.host.CheckReport;
import dev.gitsync.flows.host.Draft;
import dev.gitsync.flows.host.PullRequest;
import dev.gitsync.flows.host.PullRequest.Origin;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.port.CodeHost;
import dev.gitsync.flows.port.CodeHosts;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.testkit.hosts.HostedRepository.Author;
import dev.gitsync.testkit.hosts.HostedRepository.Check;
import dev.gitsync.testkit.hosts.HostedRepository.Comment;
import dev.gitsync.testkit.hosts.HostedRepository.Hook;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A host in memory, the same for all links. Remembers the reports, and can fail. */
public final class InMemoryCodeHost implements CodeHost, CodeHosts {

  private final HostedRepository hosted;
  private final List<CheckReport> reports = new ArrayList<>();
  private Optional<RuntimeException> failure = Optional.empty();

  /** A host around a repository. */
  public InMemoryCodeHost(HostedRepository hosted) {
    this.hosted = hosted;
  }

  /** All reports that were published, oldest first. */
  public synchronized List<CheckReport> reports() {
    return List.copyOf(reports);
  }

  /** Fails with each call, or no more. */
  public synchronized void fail(Optional<RuntimeException> with) {
    failure = with;
  }

  private synchronized HostedRepository hosted() {
    if (failure.isPresent()) {
      throw failure.get();
    }
    return hosted;
  }

  @Override
  public Optional<CodeHost> open(LinkSettings settings, Credentials credentials) {
    return Optional.of(this);
  }

  @Override
  public Optional<PullRequest> find(long number) {
    return hosted().find(number);
  }

  @Override
  public URI page(CommitId commit, RepoPath file) {
    return URI.create("https://git.example/" + commit + "/" + file.value().replace(" ", "%20"));
  }

  @Override
  public synchronized void publish(CheckReport report) {
    Optional<Check> known = hosted().check(report.head(), report.name());
    var check =
        new Check(
            known.map(Check::id).orElse(0L),
            report.head(),
            report.name(),
            report.status(),
            report.title(),
            report.annotations().size(),
            "");
    if (!known.equals(Optional.of(check))) {
      hosted.putCheck(check);
    }
    reports.add(report);
  }

  @Override
  public void comment(long pullRequest, String marker, String markdown, Occasion occasion) {
    List<Comment> ours =
        hosted().comments(pullRequest).stream()
            .filter(it -> it.author() == Author.US && it.text().contains(marker))
            .toList();
    if (ours.isEmpty()) {
      if (occasion == Occasion.ALWAYS) {
        hosted.addComment(pullRequest, markdown);
      }
      return;
    }
    ours.stream().skip(1).forEach(it -> hosted.removeComment(it.id()));
    if (!ours.getFirst().text().equals(markdown)) {
      hosted.editComment(ours.getFirst().id(), markdown);
    }
  }

  @Override
  public Optional<PullRequest> latest(String source, String target) {
    return hosted().pulls().stream()
        .filter(it -> it.origin() == Origin.SAME_REPOSITORY)
        .filter(it -> it.source().equals(source) && it.target().equals(target))
        .findFirst();
  }

  @Override
  public PullRequest open(Draft draft) {
    if (hosted().commits().tip("refs/heads/" + draft.source()).isEmpty()) {
      throw new TryLater("HOST-001", "There is no branch %s.".formatted(draft.source()), null);
    }
    return hosted()
        .open(draft)
        .orElseGet(() -> latest(draft.source(), draft.target()).orElseThrow());
  }

  @Override
  public void update(long pullRequest, Draft draft) {
    hosted().edit(pullRequest, draft.title(), draft.body());
  }

  @Override
  public void registerWebhook(URI address, String secret) {
    long known =
        hosted().hooks().stream()
            .filter(it -> it.address().equals(address))
            .map(Hook::id)
            .findFirst()
            .orElse(0L);
    hosted.putHook(new Hook(known, address, secret, List.of("push", "pull_request")));
  }
}
