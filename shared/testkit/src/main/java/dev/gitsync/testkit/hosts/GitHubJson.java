package dev.gitsync.testkit.hosts;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Bool;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.host.CheckReport.Status;
import dev.gitsync.flows.host.PullRequest;
import dev.gitsync.flows.host.PullRequest.Origin;
import dev.gitsync.flows.host.PullRequest.State;
import dev.gitsync.testkit.hosts.HostedRepository.Author;
import dev.gitsync.testkit.hosts.HostedRepository.Check;
import dev.gitsync.testkit.hosts.HostedRepository.Comment;
import dev.gitsync.testkit.hosts.HostedRepository.Hook;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;

/**
 * Things as GitHub shows them. The resources hold each thing with all fields that GitHub's document
 * demands; here those are set that say something.
 */
final class GitHubJson {

  private static final long REPOSITORY = 7;
  private static final long FORK = 8;

  private GitHubJson() {}

  /** A thing with nothing set; where it says {@code "@user"}, that is put in its place. */
  static Mapping blank(String name) {
    try (InputStream file = GitHubJson.class.getResourceAsStream("/github/" + name + ".json")) {
      String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      return (Mapping) resolved(Json.readOwn(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Node resolved(Node node) {
    return switch (node) {
      case Text(var text) when text.startsWith("@") -> blank(text.substring(1));
      case Mapping(var entries) -> {
        var all = new LinkedHashMap<String, Node>();
        entries.forEach((key, value) -> all.put(key, resolved(value)));
        yield new Mapping(all);
      }
      default -> node;
    };
  }

  static Mapping user(Author author) {
    return blank("user").with("id", Num.of(author.id())).with("login", author.login());
  }

  static Mapping pull(PullRequest pull, String body) {
    boolean isMerged = pull.state() == State.MERGED;
    Node when = isMerged ? new Text("2026-01-02T12:00:00Z") : new Node.Null();
    long from = pull.origin() == Origin.FORK ? FORK : REPOSITORY;
    return blank("pull")
        .with("number", Num.of(pull.number()))
        .with("html_url", pull.url())
        .with("title", pull.title())
        .with("body", body)
        .with("state", pull.state() == State.OPEN ? "open" : "closed")
        .with("merged", new Bool(isMerged))
        .with("merged_at", when)
        .with("head", end(pull.source(), pull.head(), from))
        .with("base", end(pull.target(), pull.targetTip(), REPOSITORY));
  }

  private static Mapping end(String ref, CommitId commit, long repository) {
    return Mapping.of("label", new Text("acme:" + ref))
        .with("ref", ref)
        .with("sha", commit.value())
        .with("user", user(Author.ADA))
        .with("repo", blank("repository").with("id", Num.of(repository)));
  }

  static Mapping comparison(CommitId base, CommitId mergeBase) {
    return blank("comparison")
        .with("base_commit", commit(base))
        .with("merge_base_commit", commit(mergeBase));
  }

  private static Mapping commit(CommitId id) {
    return blank("commit").with("sha", id.value());
  }

  static Mapping comment(Comment comment, boolean isOfApp, long app) {
    Mapping json =
        blank("comment")
            .with("id", Num.of(comment.id()))
            .with("body", comment.text())
            .with("user", user(comment.author()));
    return isOfApp && comment.author() == Author.US
        ? json.with("performed_via_github_app", app(app))
        : json;
  }

  private static Mapping app(long id) {
    return blank("app").with("id", Num.of(id));
  }

  static Mapping hook(Hook hook) {
    Mapping config =
        Mapping.of("url", new Text(hook.address().toString()))
            .with("content_type", "json")
            .with("secret", "********")
            .with("insecure_ssl", "0");
    List<Node> events = List.copyOf(hook.events().stream().map(Text::new).toList());
    return blank("hook")
        .with("id", Num.of(hook.id()))
        .with("name", "web")
        .with("config", config)
        .with("events", new Sequence(events));
  }

  static Mapping run(Check check) {
    Mapping output =
        ((Mapping) blank("check-run").get("output").orElseThrow())
            .with("title", check.title())
            .with("annotations_count", Num.of(check.annotations()));
    boolean isRunning = check.status() == Status.RUNNING;
    return blank("check-run")
        .with("id", Num.of(check.id()))
        .with("name", check.name())
        .with("head_sha", check.head().value())
        .with("external_id", check.externalId())
        .with("status", isRunning ? "in_progress" : "completed")
        .with("conclusion", isRunning ? new Node.Null() : new Text(conclusion(check.status())))
        .with("output", output);
  }

  private static String conclusion(Status status) {
    return switch (status) {
      case RUNNING -> "neutral";
      case PASSED -> "success";
      case FAILED -> "failure";
      case SUPERSEDED -> "cancelled";
    };
  }

  static Mapping status(Check check, String form) {
    return blank(form)
        .with("id", Num.of(check.id()))
        .with("context", check.name())
        .with("description", check.title())
        .with("state", state(check.status()));
  }

  private static String state(Status status) {
    return switch (status) {
      case RUNNING -> "pending";
      case PASSED -> "success";
      case FAILED -> "failure";
      case SUPERSEDED -> "error";
    };
  }
}
