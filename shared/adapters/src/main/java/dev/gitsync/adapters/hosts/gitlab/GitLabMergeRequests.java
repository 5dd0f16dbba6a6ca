package dev.gitsync.adapters.hosts.gitlab;

import dev.gitsync.adapters.hosts.ComposedHost;
import dev.gitsync.adapters.hosts.Cut;
import dev.gitsync.adapters.hosts.rest.Fields;
import dev.gitsync.adapters.hosts.rest.RestAnswer;
import dev.gitsync.adapters.hosts.rest.RestCall;
import dev.gitsync.adapters.hosts.rest.RestClient;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.tree.Node.Bool;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.host.Draft;
import dev.gitsync.flows.host.PullRequest;
import dev.gitsync.flows.host.PullRequest.Origin;
import dev.gitsync.flows.host.PullRequest.State;
import java.util.Optional;

/**
 * Merge requests of a project on GitLab.
 *
 * @param project its path in the API
 */
record GitLabMergeRequests(RestClient client, String project) implements ComposedHost.Pulls {

  private static final int LONGEST_TITLE = 255;

  @Override
  public Optional<PullRequest> find(long number) {
    RestAnswer answer = client.send(RestCall.get(path(number), GitLabRight.READ).accepting(404));
    if (answer.isDone()) {
      return Optional.of(decode(answer.json()));
    }
    // A project that is not shown is a 404 too.
    client.send(RestCall.get(project, GitLabRight.READ));
    return Optional.empty();
  }

  private PullRequest decode(Fields json) {
    CommitId head = json.commit("sha");
    String target = json.text("target_branch");
    Optional<CommitId> tip = tip(target);
    return new PullRequest(
        json.number("iid"),
        json.text("web_url"),
        json.text("title"),
        state(json.text("state")),
        isOurs(json) ? Origin.SAME_REPOSITORY : Origin.FORK,
        json.text("source_branch"),
        target,
        head,
        tip.orElseGet(() -> json.get("diff_refs").commit("start_sha")),
        base(json).orElseGet(() -> mergeBase(head, tip.orElse(head))));
  }

  private static boolean isOurs(Fields json) {
    return json.find("source_project_id").isPresent()
        && json.number("source_project_id") == json.number("target_project_id");
  }

  private static State state(String state) {
    return switch (state) {
      case "merged" -> State.MERGED;
      case "closed" -> State.CLOSED;
      // Locked: being merged.
      default -> State.OPEN;
    };
  }

  /** Not there for some moments after a push. */
  private static Optional<CommitId> base(Fields json) {
    return json.find("diff_refs")
        .filter(it -> it.findText("base_sha").isPresent())
        .map(it -> it.commit("base_sha"));
  }

  private CommitId mergeBase(CommitId head, CommitId tip) {
    String path = "%s/repository/merge_base?refs[]=%s&refs[]=%s".formatted(project, head, tip);
    return client
        .send(RestCall.get(path.replace("[]", "%5B%5D"), GitLabRight.READ))
        .json()
        .commit("id");
  }

  private Optional<CommitId> tip(String branch) {
    String path = project + "/repository/branches/" + RestCall.encode(branch);
    RestAnswer answer = client.send(RestCall.get(path, GitLabRight.READ).accepting(404));
    return answer.isDone()
        ? Optional.of(answer.json().get("commit").commit("id"))
        : Optional.empty();
  }

  @Override
  public Optional<PullRequest> latest(String source, String target) {
    return newest(source, target, "all");
  }

  /** Lists lack what a merge request's commits are. */
  private Optional<PullRequest> newest(String source, String target, String state) {
    String query =
        "?source_branch=%s&target_branch=%s&state=%s&order_by=created_at&sort=desc&per_page=100"
            .formatted(RestCall.encode(source), RestCall.encode(target), state);
    return client
        .send(RestCall.get(project + "/merge_requests" + query, GitLabRight.READ))
        .json()
        .items()
        .stream()
        .filter(GitLabMergeRequests::isOurs)
        .findFirst()
        .flatMap(it -> find(it.number("iid")));
  }

  @Override
  public PullRequest open(Draft draft) {
    return newest(draft.source(), draft.target(), "opened").orElseGet(() -> create(draft));
  }

  private PullRequest create(Draft draft) {
    Mapping body =
        said(draft)
            .with("source_branch", draft.source())
            .with("target_branch", draft.target())
            .with("remove_source_branch", new Bool(true));
    Fields json =
        client.send(RestCall.post(project + "/merge_requests", body, GitLabRight.WRITE)).json();
    return decode(json);
  }

  @Override
  public void update(long number, Draft draft) {
    client.send(RestCall.put(path(number), said(draft), GitLabRight.WRITE));
  }

  private static Mapping said(Draft draft) {
    return Mapping.of("title", new Text(Cut.line(draft.title(), LONGEST_TITLE)))
        .with("description", Cut.markdown(draft.body(), GitLabNotes.LONGEST));
  }

  /** A merge request's path in the API. */
  String path(long number) {
    return project + "/merge_requests/" + number;
  }
}
