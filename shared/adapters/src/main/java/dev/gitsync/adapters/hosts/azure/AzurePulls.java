package dev.gitsync.adapters.hosts.azure;

import dev.gitsync.adapters.hosts.ComposedHost;
import dev.gitsync.adapters.hosts.Cut;
import dev.gitsync.adapters.hosts.rest.Fields;
import dev.gitsync.adapters.hosts.rest.RestAnswer;
import dev.gitsync.adapters.hosts.rest.RestCall;
import dev.gitsync.adapters.hosts.rest.RestClient;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.host.Draft;
import dev.gitsync.flows.host.PullRequest;
import dev.gitsync.flows.host.PullRequest.Origin;
import dev.gitsync.flows.host.PullRequest.State;
import java.util.Comparator;
import java.util.Optional;

/**
 * Pull requests of one repository on Azure DevOps. What one says of its commits is from when it was
 * last tried to be merged, some time after a push: where it is open, its branches are asked.
 */
record AzurePulls(RestClient client, AzurePlace place) implements ComposedHost.Pulls {

  private static final String BRANCH = "refs/heads/";
  private static final int LONGEST_TITLE = 400;
  private static final int LONGEST_DESCRIPTION = 4_000;
  private static final int LOOKED_AT = 100;
  private static final int NONE = 404;
  private static final int CONFLICT = 409;

  @Override
  public Optional<PullRequest> find(long number) {
    String path = AzureVersion.of(place.pullRequest(number));
    RestAnswer answer = client.send(RestCall.get(path, AzureRight.READ).accepting(NONE));
    if (answer.isDone()) {
      return Optional.of(read(answer.json()));
    }
    // It may be the whole repository that is not shown.
    client.send(RestCall.get(AzureVersion.of(place.path()), AzureRight.READ));
    return Optional.empty();
  }

  @Override
  public Optional<PullRequest> latest(String source, String target) {
    return newest(source, target, "all");
  }

  private Optional<PullRequest> newest(String source, String target, String status) {
    String path =
        "%s?searchCriteria.status=%s&searchCriteria.sourceRefName=%s&searchCriteria.targetRefName=%s&$top=%d"
            .formatted(
                place.pullRequests(),
                status,
                RestCall.encode(BRANCH + source),
                RestCall.encode(BRANCH + target),
                LOOKED_AT);
    return client
        .send(RestCall.get(AzureVersion.of(path), AzureRight.READ))
        .json()
        .items("value")
        .stream()
        .filter(it -> fork(it).isEmpty())
        .max(Comparator.comparingLong(it -> it.number("pullRequestId")))
        .map(this::read);
  }

  @Override
  public PullRequest open(Draft draft) {
    return active(draft).orElseGet(() -> create(draft));
  }

  private Optional<PullRequest> active(Draft draft) {
    return newest(draft.source(), draft.target(), "active");
  }

  private PullRequest create(Draft draft) {
    Mapping body =
        texts(draft)
            .with("sourceRefName", BRANCH + draft.source())
            .with("targetRefName", BRANCH + draft.target());
    String path = AzureVersion.of(place.pullRequests());
    RestCall call = RestCall.post(path, body, AzureRight.WRITE);
    RestAnswer answer = client.send(call.accepting(CONFLICT));
    if (answer.isDone()) {
      return read(answer.json());
    }
    // Somebody else opened one just now; or else Azure DevOps says again what it does not like.
    return active(draft).orElseGet(() -> read(client.send(call).json()));
  }

  @Override
  public void update(long number, Draft draft) {
    String path = AzureVersion.of(place.pullRequest(number));
    client.send(RestCall.patch(path, texts(draft), AzureRight.WRITE));
  }

  private static Mapping texts(Draft draft) {
    return Mapping.of("title", new Text(Cut.line(draft.title(), LONGEST_TITLE)))
        .with("description", Cut.markdown(draft.body(), LONGEST_DESCRIPTION));
  }

  private PullRequest read(Fields pull) {
    State state = state(pull.text("status"));
    Optional<String> fork = fork(pull);
    CommitId head =
        state == State.OPEN && fork.isEmpty()
            ? tip(pull, "sourceRefName").orElseGet(() -> tried(pull, "lastMergeSourceCommit"))
            : tried(pull, "lastMergeSourceCommit");
    CommitId targetTip =
        state == State.OPEN
            ? tip(pull, "targetRefName").orElseGet(() -> tried(pull, "lastMergeTargetCommit"))
            : tried(pull, "lastMergeTargetCommit");
    long number = pull.number("pullRequestId");
    return new PullRequest(
        number,
        place.page() + "/pullrequest/" + number,
        pull.text("title"),
        state,
        fork.isPresent() ? Origin.FORK : Origin.SAME_REPOSITORY,
        branch(pull.text("sourceRefName")),
        branch(pull.text("targetRefName")),
        head,
        targetTip,
        base(targetTip, head, fork));
  }

  private static State state(String status) {
    return switch (status) {
      case "completed" -> State.MERGED;
      case "abandoned" -> State.CLOSED;
      default -> State.OPEN;
    };
  }

  /** The id of the fork that one comes from. */
  private static Optional<String> fork(Fields pull) {
    return pull.find("forkSource").map(it -> it.get("repository").text("id"));
  }

  private static String branch(String ref) {
    return ref.startsWith(BRANCH) ? ref.substring(BRANCH.length()) : ref;
  }

  private static CommitId tried(Fields pull, String commit) {
    return pull.get(commit).commit("commitId");
  }

  /** The filter is how a name begins. */
  private Optional<CommitId> tip(Fields pull, String field) {
    String ref = pull.text(field);
    String filter = RestCall.encode(ref.replaceFirst("^refs/", ""));
    String path = AzureVersion.of("%s/refs?filter=%s".formatted(place.path(), filter));
    return client.send(RestCall.get(path, AzureRight.READ)).json().items("value").stream()
        .filter(it -> it.text("name").equals(ref))
        .map(it -> it.commit("objectId"))
        .findFirst();
  }

  private CommitId base(CommitId targetTip, CommitId head, Optional<String> fork) {
    String path =
        "%s/commits/%s/mergebases?otherCommitId=%s%s"
            .formatted(
                place.path(),
                targetTip,
                head,
                fork.map(it -> "&otherRepositoryId=" + RestCall.encode(it)).orElse(""));
    RestCall call = RestCall.get(AzureVersion.of(path), AzureRight.READ);
    return client.send(call).json().items("value").stream()
        .findFirst()
        .map(it -> it.commit("commitId"))
        .orElse(targetTip);
  }
}
