package dev.gitsync.adapters.hosts.github;

import static dev.gitsync.adapters.hosts.rest.RestCall.encode;

import dev.gitsync.adapters.hosts.ComposedHost;
import dev.gitsync.adapters.hosts.rest.Fields;
import dev.gitsync.adapters.hosts.rest.RestAnswer;
import dev.gitsync.adapters.hosts.rest.RestCall;
import dev.gitsync.adapters.hosts.rest.RestClient;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.host.Draft;
import dev.gitsync.flows.host.PullRequest;
import dev.gitsync.flows.host.PullRequest.Origin;
import dev.gitsync.flows.host.PullRequest.State;
import java.util.Optional;

/** Pull requests of one repository on GitHub. */
record GitHubPulls(RestClient client, String repository) implements ComposedHost.Pulls {

  private static final int NONE = 404;
  private static final int UNPROCESSABLE = 422;

  @Override
  public Optional<PullRequest> find(long number) {
    RestAnswer answer =
        client.send(
            RestCall.get(repository + "/pulls/" + number, GitHubRight.READ_PULLS).accepting(NONE));
    if (!answer.isDone()) {
      // It may be the whole repository that is not shown.
      client.send(RestCall.get(repository, GitHubRight.METADATA));
      return Optional.empty();
    }
    return Optional.of(read(answer.json()));
  }

  @Override
  public Optional<PullRequest> latest(String source, String target) {
    String owner = repository.split("/", -1)[2];
    String query =
        "?state=all&sort=created&direction=desc&per_page=10&head=%s&base=%s"
            .formatted(encode(owner + ":" + source), encode(target));
    return client
        .send(RestCall.get(repository + "/pulls" + query, GitHubRight.READ_PULLS))
        .json()
        .items()
        .stream()
        .filter(it -> origin(it) == Origin.SAME_REPOSITORY)
        .findFirst()
        .map(this::read);
  }

  @Override
  public PullRequest open(Draft draft) {
    return open(draft.source(), draft.target()).orElseGet(() -> create(draft));
  }

  private Optional<PullRequest> open(String source, String target) {
    return latest(source, target).filter(it -> it.state() == State.OPEN);
  }

  private PullRequest create(Draft draft) {
    Node body = texts(draft).with("head", draft.source()).with("base", draft.target());
    RestCall call = RestCall.post(repository + "/pulls", body, GitHubRight.PULLS);
    RestAnswer answer = client.send(call.accepting(UNPROCESSABLE));
    if (answer.isDone()) {
      return read(answer.json());
    }
    // Somebody else opened one just now; or else GitHub says again what it does not like.
    return open(draft.source(), draft.target()).orElseGet(() -> read(client.send(call).json()));
  }

  @Override
  public void update(long number, Draft draft) {
    client.send(RestCall.patch(repository + "/pulls/" + number, texts(draft), GitHubRight.PULLS));
  }

  private static Mapping texts(Draft draft) {
    return Mapping.of("title", new Text(draft.title())).with("body", draft.body());
  }

  private PullRequest read(Fields pull) {
    Fields head = pull.get("head");
    Fields base = pull.get("base");
    State state = state(pull);
    String from = state == State.OPEN ? base.text("ref") : base.text("sha");
    Fields comparison = compare(from, head.text("sha"));
    return new PullRequest(
        pull.number("number"),
        pull.text("html_url"),
        pull.text("title"),
        state,
        origin(pull),
        head.text("ref"),
        base.text("ref"),
        head.commit("sha"),
        comparison.get("base_commit").commit("sha"),
        comparison.get("merge_base_commit").commit("sha"));
  }

  /** Its second page: the first would list all files that differ, with their contents. */
  private Fields compare(String base, String head) {
    String path = "%s/compare/%s...%s?per_page=1&page=2".formatted(repository, encode(base), head);
    return client.send(RestCall.get(path, GitHubRight.CONTENTS)).json();
  }

  private static State state(Fields pull) {
    if (pull.text("state").equals("open")) {
      return State.OPEN;
    }
    return pull.findText("merged_at").isPresent() ? State.MERGED : State.CLOSED;
  }

  /** The repository of the head is null when it was deleted, which only a fork can be. */
  private static Origin origin(Fields pull) {
    long ours = pull.get("base").get("repo").number("id");
    return pull.get("head")
            .find("repo")
            .map(it -> it.number("id"))
            .filter(it -> it == ours)
            .isPresent()
        ? Origin.SAME_REPOSITORY
        : Origin.FORK;
  }
}
