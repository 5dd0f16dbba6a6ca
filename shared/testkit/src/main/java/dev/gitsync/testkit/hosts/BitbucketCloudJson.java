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
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Things as Bitbucket Cloud shows them. Each says what it is; pull requests name commits by their
 * first digits, and the target's as it was when they were opened.
 */
final class BitbucketCloudJson {

  private static final String FORK = "ada/models";
  private static final int DIGITS = 12;

  private BitbucketCloudJson() {}

  static Mapping typed(String type) {
    return Mapping.of("type", new Text(type));
  }

  static Mapping user(Author author, String type) {
    return typed(type).with("uuid", "{" + author.id() + "}");
  }

  static Mapping repository(String name) {
    return typed("repository").with("full_name", name);
  }

  static String state(PullRequest pull) {
    return switch (pull.state()) {
      case OPEN -> "OPEN";
      case CLOSED -> "DECLINED";
      case MERGED -> "MERGED";
    };
  }

  static Mapping pull(PullRequest pull, String repository) {
    String from = pull.origin() == Origin.FORK ? FORK : repository;
    Mapping html = Mapping.of("html", Mapping.of("href", new Text(pull.url())));
    return typed("pullrequest")
        .with("id", Num.of(pull.number()))
        .with("links", html)
        .with("title", pull.title())
        .with("state", state(pull))
        .with("source", end(from, pull.source(), pull.head()))
        .with("destination", end(repository, pull.target(), pull.base()));
  }

  private static Mapping end(String name, String branch, CommitId commit) {
    String hash = commit.value().substring(0, DIGITS);
    return Mapping.of("repository", repository(name))
        .with("branch", Mapping.of("name", new Text(branch)))
        .with("commit", Mapping.of("hash", new Text(hash)));
  }

  static Mapping commit(CommitId commit) {
    return typed("commit").with("hash", commit.value());
  }

  /** Somebody else is always a person. */
  static Mapping comment(Comment comment, String ourType) {
    Author author = comment.author();
    return typed("pullrequest_comment")
        .with("id", Num.of(comment.id()))
        .with("content", Mapping.of("raw", new Text(comment.text())))
        .with("user", user(author, author == Author.US ? ourType : "user"))
        .with("deleted", new Bool(false));
  }

  static Mapping hook(Hook hook) {
    return typed("webhook_subscription")
        .with("uuid", "{" + hook.id() + "}")
        .with("url", hook.address().toString());
  }

  /** A refusal in Bitbucket's form. */
  static Answer refusal(int status, String message) {
    return Answer.of(
        status, typed("error").with("error", Mapping.of("message", new Text(message))));
  }

  /** A page, and the way to the next. */
  static Answer page(URI api, Request request, int most, List<Node> items) {
    int size = Math.min(most, request.number("pagelen", 10));
    int page = request.number("page", 1);
    int from = Math.min(items.size(), (page - 1) * size);
    int to = Math.min(items.size(), from + size);
    Mapping body =
        Mapping.of("values", new Sequence(items.subList(from, to)))
            .with("pagelen", Num.of(size))
            .with("page", Num.of(page));
    return Answer.of(
        200, to < items.size() ? body.with("next", next(api, request, page + 1)) : body);
  }

  private static String next(URI api, Request request, int page) {
    var query = new TreeMap<>(request.query());
    query.put("page", Integer.toString(page));
    return query.entrySet().stream()
        .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&", api + "/" + String.join("/", request.path()) + "?", ""));
  }
}
