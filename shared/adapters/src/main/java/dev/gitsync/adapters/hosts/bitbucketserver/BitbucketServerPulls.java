package dev.gitsync.adapters.hosts.bitbucketserver;

import dev.gitsync.adapters.hosts.ComposedHost;
import dev.gitsync.adapters.hosts.Cut;
import dev.gitsync.adapters.hosts.bitbucket.BitbucketMarkdown;
import dev.gitsync.adapters.hosts.rest.Fields;
import dev.gitsync.adapters.hosts.rest.RestAnswer;
import dev.gitsync.adapters.hosts.rest.RestCall;
import dev.gitsync.adapters.hosts.rest.RestClient;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.host.Draft;
import dev.gitsync.flows.host.PullRequest;
import dev.gitsync.flows.host.PullRequest.Origin;
import dev.gitsync.flows.host.PullRequest.State;
import java.util.Optional;

/**
 * Pull requests of one repository on Bitbucket Data Center. That a source branch goes when its pull
 * request is merged can only be said by whoever merges it.
 */
record BitbucketServerPulls(RestClient client, BitbucketServerPlace place)
    implements ComposedHost.Pulls {

  private static final String BRANCH = "refs/heads/";
  private static final int LONGEST_TITLE = 255;
  private static final int CONFLICT = 409;

  @Override
  public Optional<PullRequest> find(long number) {
    RestAnswer answer =
        client.send(RestCall.get(path(number), BitbucketServerRight.READ).accepting(404));
    if (!answer.isDone()) {
      // It may be the whole repository that is not shown.
      client.send(RestCall.get(place.repository(), BitbucketServerRight.READ));
      return Optional.empty();
    }
    return Optional.of(read(answer.json()));
  }

  @Override
  public Optional<PullRequest> latest(String source, String target) {
    return newest(source, target, "ALL").map(this::read);
  }

  private Optional<Fields> newest(String source, String target, String state) {
    String path =
        "%s/pull-requests?direction=OUTGOING&order=NEWEST&state=%s&at=%s"
            .formatted(place.repository(), state, RestCall.encode(BRANCH + source));
    return BitbucketServerPages.items(client, path, BitbucketServerRight.READ)
        .filter(it -> isOurs(it) && branch(it.get("toRef")).equals(target))
        .findFirst();
  }

  @Override
  public PullRequest open(Draft draft) {
    return newest(draft.source(), draft.target(), "OPEN")
        .map(this::read)
        .orElseGet(() -> create(draft));
  }

  private PullRequest create(Draft draft) {
    Mapping body =
        texts(draft).with("fromRef", ref(draft.source())).with("toRef", ref(draft.target()));
    RestCall call =
        RestCall.post(place.repository() + "/pull-requests", body, BitbucketServerRight.READ);
    RestAnswer answer = client.send(call.accepting(CONFLICT));
    if (answer.isDone()) {
      return read(answer.json());
    }
    // Somebody else opened one just now; or else Bitbucket says again what it does not like.
    return newest(draft.source(), draft.target(), "OPEN")
        .map(this::read)
        .orElseGet(() -> read(client.send(call).json()));
  }

  private Mapping ref(String branch) {
    Mapping owner =
        Mapping.of("slug", new Text(place.name()))
            .with("project", Mapping.of("key", new Text(place.project())));
    return Mapping.of("id", new Text(BRANCH + branch)).with("repository", owner);
  }

  /** Reviewers that are not named again would be taken off. */
  @Override
  public void update(long number, Draft draft) {
    Fields known = client.send(RestCall.get(path(number), BitbucketServerRight.READ)).json();
    var reviewers =
        known.items("reviewers").stream()
            .map(it -> it.get("user").text("name"))
            .<Node>map(it -> Mapping.of("user", Mapping.of("name", new Text(it))))
            .toList();
    Mapping body =
        texts(draft)
            .with("version", Num.of(known.number("version")))
            .with("reviewers", new Sequence(reviewers));
    client.send(RestCall.put(path(number), body, BitbucketServerRight.WRITE));
  }

  private static Mapping texts(Draft draft) {
    String description = BitbucketMarkdown.of(draft.body());
    return Mapping.of("title", new Text(Cut.line(draft.title(), LONGEST_TITLE)))
        .with("description", Cut.markdown(description, BitbucketMarkdown.LONGEST));
  }

  private PullRequest read(Fields pull) {
    long number = pull.number("id");
    Origin origin = isOurs(pull) ? Origin.SAME_REPOSITORY : Origin.FORK;
    return new PullRequest(
        number,
        place.page() + "/pull-requests/" + number,
        pull.text("title"),
        state(pull.text("state")),
        origin,
        branch(pull.get("fromRef")),
        branch(pull.get("toRef")),
        pull.get("fromRef").commit("latestCommit"),
        pull.get("toRef").commit("latestCommit"),
        base(number, origin));
  }

  private static State state(String state) {
    return switch (state) {
      case "OPEN" -> State.OPEN;
      case "MERGED" -> State.MERGED;
      default -> State.CLOSED;
    };
  }

  private static boolean isOurs(Fields pull) {
    return pull.get("fromRef").get("repository").number("id")
        == pull.get("toRef").get("repository").number("id");
  }

  private static String branch(Fields ref) {
    String id = ref.text("id");
    return id.startsWith(BRANCH) ? id.substring(BRANCH.length()) : id;
  }

  /** A fork's commits come into the repository when somebody looks at the changes. */
  private CommitId base(long number, Origin origin) {
    if (origin == Origin.FORK) {
      client.send(RestCall.get(path(number) + "/changes?limit=1", BitbucketServerRight.READ));
    }
    RestCall call = RestCall.get(path(number) + "/merge-base", BitbucketServerRight.READ);
    return client.send(call).json().commit("id");
  }

  /** A pull request's path in the API. */
  String path(long number) {
    return place.repository() + "/pull-requests/" + number;
  }
}
