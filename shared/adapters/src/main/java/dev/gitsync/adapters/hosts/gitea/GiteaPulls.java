package dev.gitsync.adapters.hosts.gitea;

import dev.gitsync.adapters.hosts.ComposedHost;
import dev.gitsync.adapters.hosts.rest.Fields;
import dev.gitsync.adapters.hosts.rest.RestAnswer;
import dev.gitsync.adapters.hosts.rest.RestCall;
import dev.gitsync.adapters.hosts.rest.RestClient;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.host.Draft;
import dev.gitsync.flows.host.PullRequest;
import dev.gitsync.flows.host.PullRequest.Origin;
import dev.gitsync.flows.host.PullRequest.State;
import java.util.Optional;

/** Pull requests of one repository on Gitea, which tells their merge bases itself. */
record GiteaPulls(RestClient client, String repository) implements ComposedHost.Pulls {

  private static final int MOST_PAGES = 20;
  private static final int NONE = 404;
  private static final int CONFLICT = 409;

  @Override
  public Optional<PullRequest> find(long number) {
    RestAnswer answer =
        client.send(RestCall.get(repository + "/pulls/" + number, GiteaRight.READ).accepting(NONE));
    if (!answer.isDone()) {
      // It may be the whole repository that is not shown.
      client.send(RestCall.get(repository, GiteaRight.READ));
      return Optional.empty();
    }
    return Optional.of(read(answer.json()));
  }

  /** Gitea lists them newest first, and older servers do not take branches to search by. */
  @Override
  public Optional<PullRequest> latest(String source, String target) {
    String path = repository + "/pulls?state=all&limit=50";
    return client
        .pages(RestCall.get(path, GiteaRight.READ), GiteaPages.numbered(path), MOST_PAGES)
        .stream()
        .flatMap(page -> page.json().items().stream())
        .filter(it -> isBetween(it, source, target))
        .findFirst()
        .map(GiteaPulls::read);
  }

  private static boolean isBetween(Fields pull, String source, String target) {
    return pull.get("head").text("ref").equals(source)
        && pull.get("base").text("ref").equals(target)
        && origin(pull) == Origin.SAME_REPOSITORY;
  }

  @Override
  public PullRequest open(Draft draft) {
    return open(draft.source(), draft.target()).orElseGet(() -> create(draft));
  }

  private Optional<PullRequest> open(String source, String target) {
    return latest(source, target).filter(it -> it.state() == State.OPEN);
  }

  private PullRequest create(Draft draft) {
    Mapping body = texts(draft).with("head", draft.source()).with("base", draft.target());
    RestCall call = RestCall.post(repository + "/pulls", body, GiteaRight.WRITE);
    RestAnswer answer = client.send(call.accepting(CONFLICT));
    if (answer.isDone()) {
      return read(answer.json());
    }
    // Somebody else opened one just now; or else Gitea says again what it does not like.
    return open(draft.source(), draft.target()).orElseGet(() -> read(client.send(call).json()));
  }

  @Override
  public void update(long number, Draft draft) {
    client.send(RestCall.patch(repository + "/pulls/" + number, texts(draft), GiteaRight.WRITE));
  }

  private static Mapping texts(Draft draft) {
    return Mapping.of("title", new Text(draft.title())).with("body", draft.body());
  }

  private static PullRequest read(Fields pull) {
    Fields head = pull.get("head");
    Fields base = pull.get("base");
    return new PullRequest(
        pull.number("number"),
        pull.text("html_url"),
        pull.text("title"),
        state(pull),
        origin(pull),
        head.text("ref"),
        base.text("ref"),
        head.commit("sha"),
        base.commit("sha"),
        pull.commit("merge_base"));
  }

  private static State state(Fields pull) {
    if (pull.isTrue("merged")) {
      return State.MERGED;
    }
    return pull.text("state").equals("open") ? State.OPEN : State.CLOSED;
  }

  private static Origin origin(Fields pull) {
    return pull.get("head").number("repo_id") == pull.get("base").number("repo_id")
        ? Origin.SAME_REPOSITORY
        : Origin.FORK;
  }
}
