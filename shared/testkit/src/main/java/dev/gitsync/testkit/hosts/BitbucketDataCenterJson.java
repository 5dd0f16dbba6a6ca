package dev.gitsync.testkit.hosts;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Bool;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.host.PullRequest;
import dev.gitsync.flows.host.PullRequest.Origin;
import dev.gitsync.testkit.hosts.HostServer.Answer;
import dev.gitsync.testkit.hosts.HostServer.Request;
import dev.gitsync.testkit.hosts.HostedRepository.Author;
import dev.gitsync.testkit.hosts.HostedRepository.Comment;
import dev.gitsync.testkit.hosts.HostedRepository.Hook;
import java.util.List;

/** Things as Bitbucket Data Center shows them. */
final class BitbucketDataCenterJson {

  /** How branches are called. */
  static final String BRANCH = "refs/heads/";

  private static final int MOST_ITEMS = 25;
  private static final long REPOSITORY = 7;
  private static final long FORK = 8;

  private BitbucketDataCenterJson() {}

  static Mapping pull(PullRequest pull, int version, Node reviewers) {
    return Mapping.of("id", Num.of(pull.number()))
        .with("version", Num.of(version))
        .with("title", pull.title())
        .with("state", state(pull))
        .with("reviewers", reviewers)
        .with("fromRef", ref(pull.source(), pull.head(), pull.origin()))
        .with("toRef", ref(pull.target(), pull.targetTip(), Origin.SAME_REPOSITORY));
  }

  static String state(PullRequest pull) {
    return switch (pull.state()) {
      case OPEN -> "OPEN";
      case CLOSED -> "DECLINED";
      case MERGED -> "MERGED";
    };
  }

  private static Mapping ref(String branch, CommitId commit, Origin origin) {
    return Mapping.of("id", new Text(BRANCH + branch))
        .with("latestCommit", commit.value())
        .with("repository", Mapping.of("id", Num.of(origin == Origin.FORK ? FORK : REPOSITORY)));
  }

  static Mapping hook(Hook hook) {
    return Mapping.of("id", Num.of(hook.id())).with("url", hook.address().toString());
  }

  static Answer page(Request request, List<Node> items) {
    int size = Math.min(MOST_ITEMS, request.number("limit", MOST_ITEMS));
    int from = Math.min(items.size(), request.number("start", 0));
    int to = Math.min(items.size(), from + size);
    Mapping body =
        Mapping.of("values", new Sequence(items.subList(from, to)))
            .with("isLastPage", new Bool(to == items.size()));
    return Answer.of(200, to == items.size() ? body : body.with("nextPageStart", Num.of(to)));
  }

  static Mapping comment(Comment comment, int version) {
    Author author = comment.author();
    return Mapping.of("id", Num.of(comment.id()))
        .with("version", Num.of(version))
        .with("text", comment.text())
        .with("author", Mapping.of("id", Num.of(author.id())).with("name", author.login()));
  }

  /** A refusal. */
  static Answer refusal(int status, String message) {
    Node error = Mapping.of("message", new Text(message));
    return Answer.of(status, Mapping.of("errors", Sequence.of(error)));
  }
}
