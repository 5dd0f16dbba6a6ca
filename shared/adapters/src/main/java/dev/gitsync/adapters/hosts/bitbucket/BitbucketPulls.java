package dev.gitsync.adapters.hosts.bitbucket;

import dev.gitsync.adapters.hosts.ComposedHost;
import dev.gitsync.adapters.hosts.Cut;
import dev.gitsync.adapters.hosts.rest.Fields;
import dev.gitsync.adapters.hosts.rest.Pages;
import dev.gitsync.adapters.hosts.rest.RestAnswer;
import dev.gitsync.adapters.hosts.rest.RestCall;
import dev.gitsync.adapters.hosts.rest.RestClient;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Bool;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.host.Draft;
import dev.gitsync.flows.host.PullRequest;
import dev.gitsync.flows.host.PullRequest.Origin;
import dev.gitsync.flows.host.PullRequest.State;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Pull requests of one repository on Bitbucket Cloud. They name commits by their first digits, and
 * where the target was when it was last looked at, so commits are asked for; so is the merge base.
 *
 * @param name the repository's, with its workspace
 */
record BitbucketPulls(RestClient client, String name) implements ComposedHost.Pulls {

  private static final int LONGEST_TITLE = 255;
  private static final int MOST_PAGES = 20;
  private static final Pages.Next NEXT = Pages.Next.field("next");

  @Override
  public Optional<PullRequest> find(long number) {
    RestAnswer answer =
        client.send(RestCall.get(path(number), BitbucketRight.READ_PULLS).accepting(404));
    if (!answer.isDone()) {
      // It may be the whole repository that is not shown.
      client.send(RestCall.get(repository(), BitbucketRight.READ));
      return Optional.empty();
    }
    return Optional.of(read(answer.json()));
  }

  /** As long as one is open no other can be opened, so an open one is the latest. */
  @Override
  public Optional<PullRequest> latest(String source, String target) {
    return newest(source, target, "OPEN")
        .or(
            () ->
                Stream.of("MERGED", "DECLINED", "SUPERSEDED")
                    .flatMap(state -> newest(source, target, state).stream())
                    .max(Comparator.comparingLong((Fields it) -> it.number("id"))))
        .map(this::read);
  }

  private Optional<Fields> newest(String source, String target, String state) {
    String query =
        "source.branch.name=%s AND destination.branch.name=%s"
            .formatted(quoted(source), quoted(target));
    String path =
        "%s/pullrequests?state=%s&sort=-created_on&pagelen=50&q=%s"
            .formatted(repository(), state, RestCall.encode(query));
    return client.pages(RestCall.get(path, BitbucketRight.READ_PULLS), NEXT, MOST_PAGES).stream()
        .flatMap(page -> page.json().items("values").stream())
        .filter(this::isOurs)
        .findFirst();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  @Override
  public PullRequest open(Draft draft) {
    return newest(draft.source(), draft.target(), "OPEN")
        .map(this::read)
        .orElseGet(() -> create(draft));
  }

  private PullRequest create(Draft draft) {
    Mapping body =
        texts(draft)
            .with("source", branch(draft.source()))
            .with("destination", branch(draft.target()))
            .with("close_source_branch", new Bool(true));
    RestCall call = RestCall.post(repository() + "/pullrequests", body, BitbucketRight.PULLS);
    return read(client.send(call).json());
  }

  private static Mapping branch(String name) {
    return Mapping.of("branch", Mapping.of("name", new Text(name)));
  }

  /** Reviewers that are not named again would be taken off. */
  @Override
  public void update(long number, Draft draft) {
    Fields known = client.send(RestCall.get(path(number), BitbucketRight.READ_PULLS)).json();
    var reviewers =
        known.items("reviewers").stream()
            .<Node>map(it -> BitbucketObject.of(it.text("type")).with("uuid", it.text("uuid")))
            .toList();
    Mapping body = texts(draft).with("reviewers", new Sequence(reviewers));
    client.send(RestCall.put(path(number), body, BitbucketRight.PULLS));
  }

  private static Mapping texts(Draft draft) {
    String description = BitbucketMarkdown.of(draft.body());
    return BitbucketObject.of("pullrequest")
        .with("title", Cut.line(draft.title(), LONGEST_TITLE))
        .with("description", Cut.markdown(description, BitbucketMarkdown.LONGEST));
  }

  private PullRequest read(Fields pull) {
    State state = state(pull.text("state"));
    String target = pull.get("destination").get("branch").text("name");
    CommitId head = head(pull);
    CommitId tip = target(pull, target, state);
    return new PullRequest(
        pull.number("id"),
        pull.get("links").get("html").text("href"),
        pull.text("title"),
        state,
        isOurs(pull) ? Origin.SAME_REPOSITORY : Origin.FORK,
        pull.get("source").get("branch").text("name"),
        target,
        head,
        tip,
        base(tip, head));
  }

  private static State state(String state) {
    return switch (state) {
      case "OPEN" -> State.OPEN;
      case "MERGED" -> State.MERGED;
      default -> State.CLOSED;
    };
  }

  /** A fork that is gone has no name. */
  private boolean isOurs(Fields pull) {
    return pull.get("source")
        .find("repository")
        .flatMap(it -> it.findText("full_name"))
        .filter(name::equalsIgnoreCase)
        .isPresent();
  }

  private CommitId head(Fields pull) {
    String hash = pull.get("source").get("commit").text("hash");
    return isOurs(pull)
        ? commit(hash)
        : proposed(pull.number("id"), hash).orElseGet(() -> commit(hash));
  }

  /** A fork may show us nothing, but the repository shows what the fork proposes. */
  private Optional<CommitId> proposed(long number, String hash) {
    RestCall call =
        RestCall.get(path(number) + "/commits?pagelen=100", BitbucketRight.READ_PULLS)
            .accepting(404);
    return client.pages(call, NEXT, MOST_PAGES).stream()
        .flatMap(page -> page.json().items("values").stream())
        .filter(it -> it.text("hash").startsWith(hash))
        .findFirst()
        .map(it -> it.commit("hash"));
  }

  private CommitId target(Fields pull, String branch, State state) {
    Optional<CommitId> tip = state == State.OPEN ? tip(branch) : Optional.empty();
    return tip.orElseGet(() -> commit(pull.get("destination").get("commit").text("hash")));
  }

  /** Bitbucket takes a branch's name with its slashes. */
  private Optional<CommitId> tip(String branch) {
    String encoded =
        Arrays.stream(branch.split("/", -1)).map(RestCall::encode).collect(Collectors.joining("/"));
    RestCall call =
        RestCall.get(repository() + "/refs/branches/" + encoded, BitbucketRight.READ)
            .accepting(404);
    RestAnswer answer = client.send(call);
    return answer.isDone()
        ? Optional.of(answer.json().get("target").commit("hash"))
        : Optional.empty();
  }

  private CommitId commit(String hash) {
    return CommitId.parse(hash).orElseGet(() -> commitAt("/commit/" + RestCall.encode(hash)));
  }

  private CommitId base(CommitId target, CommitId head) {
    return commitAt("/merge-base/%s..%s".formatted(target, head));
  }

  private CommitId commitAt(String path) {
    RestCall call = RestCall.get(repository() + path, BitbucketRight.READ);
    return client.send(call).json().commit("hash");
  }

  /** A pull request's path in the API. */
  String path(long number) {
    return repository() + "/pullrequests/" + number;
  }

  private String repository() {
    return "/repositories/" + name;
  }
}
