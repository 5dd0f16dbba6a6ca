package dev.gitsync.adapters.hosts.gitlab;

import dev.gitsync.adapters.hosts.Cut;
import dev.gitsync.adapters.hosts.OneComment;
import dev.gitsync.adapters.hosts.rest.Fields;
import dev.gitsync.adapters.hosts.rest.Pages;
import dev.gitsync.adapters.hosts.rest.RestAnswer;
import dev.gitsync.adapters.hosts.rest.RestCall;
import dev.gitsync.adapters.hosts.rest.RestClient;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.tree.Node.Bool;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.NeedsUser;
import dev.gitsync.flows.host.CheckReport;
import dev.gitsync.flows.host.Draft;
import dev.gitsync.flows.host.PullRequest;
import dev.gitsync.flows.host.PullRequest.Origin;
import dev.gitsync.flows.host.PullRequest.State;
import dev.gitsync.flows.port.CodeHost;
import java.net.URI;
import java.util.Optional;

/**
 * Merge requests of a project on GitLab.
 *
 * <p>A check is a commit's status; a superseded one is {@code canceled}. GitLab takes no
 * annotations from outside of a pipeline: the comment has them.
 */
final class GitLabHost implements CodeHost {

  /** Of descriptions of statuses, and of titles. */
  private static final int LONGEST_LINE = 255;

  private static final int MOST_PAGES = 20;

  private final RestClient client;
  private final String project;
  private final String page;

  /**
   * A project.
   *
   * @param project its path in the API
   * @param page where people see it
   */
  GitLabHost(RestClient client, String project, String page) {
    this.client = client;
    this.project = project;
    this.page = page;
  }

  @Override
  public Optional<PullRequest> find(long number) {
    RestAnswer answer =
        client.send(RestCall.get(mergeRequest(number), GitLabRight.READ).accepting(404));
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
  public URI page(CommitId commit, RepoPath file) {
    return URI.create(page + "/-/blob/" + commit + "/" + RestCall.encode(file));
  }

  /** A status that is in a state already cannot be set to it: that is a 400, and all is well. */
  @Override
  public void publish(CheckReport report) {
    String state = state(report.status());
    String description = Cut.line(report.title(), LONGEST_LINE);
    if (isShown(report, state, description)) {
      return;
    }
    Mapping status =
        Mapping.of("state", new Text(state))
            .with("name", report.name())
            .with("description", description);
    RestCall call =
        RestCall.post(project + "/statuses/" + report.head(), status, GitLabRight.WRITE)
            .repeatable()
            .accepting(400);
    RestAnswer answer = client.send(call);
    String words = answer.json().findText("message").orElse("");
    if (!answer.isDone() && !words.contains("Cannot transition status")) {
      throw new NeedsUser(
          "HOST-006",
          "GitLab did not take the status of commit %s. It says: %s"
              .formatted(report.head().abbreviated(), Cut.line(words, LONGEST_LINE)),
          "See what the host says; it is tried again by itself.");
    }
  }

  /** Without {@code all}, the last status of each name is listed. */
  private boolean isShown(CheckReport report, String state, String description) {
    String path =
        "%s/repository/commits/%s/statuses?name=%s&per_page=100"
            .formatted(project, report.head(), RestCall.encode(report.name()));
    return client.send(RestCall.get(path, GitLabRight.READ)).json().items().stream()
        .filter(it -> it.text("name").equals(report.name()))
        .anyMatch(
            it ->
                it.text("status").equals(state)
                    && it.findText("description").filter(description::equals).isPresent());
  }

  private static String state(CheckReport.Status status) {
    return switch (status) {
      case RUNNING -> "running";
      case PASSED -> "success";
      case FAILED -> "failed";
      case SUPERSEDED -> "canceled";
    };
  }

  @Override
  public void comment(long pullRequest, String marker, String markdown, Occasion occasion) {
    var notes = new GitLabNotes(client, mergeRequest(pullRequest));
    OneComment.keep(notes, marker, markdown, GitLabNotes.LONGEST, occasion);
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
        .filter(GitLabHost::isOurs)
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
  public void update(long pullRequest, Draft draft) {
    client.send(RestCall.put(mergeRequest(pullRequest), said(draft), GitLabRight.WRITE));
  }

  private static Mapping said(Draft draft) {
    return Mapping.of("title", new Text(Cut.line(draft.title(), LONGEST_LINE)))
        .with("description", Cut.markdown(draft.body(), GitLabNotes.LONGEST));
  }

  @Override
  public void registerWebhook(URI address, String secret) {
    String hooks = project + "/hooks";
    Mapping hook =
        Mapping.of("url", new Text(address.toString()))
            .with("token", secret)
            .with("push_events", new Bool(true))
            .with("merge_requests_events", new Bool(true))
            .with("enable_ssl_verification", new Bool(true));
    Optional<Fields> known =
        client
            .pages(
                RestCall.get(hooks + "?per_page=100", GitLabRight.HOOKS),
                Pages.Next.link(),
                MOST_PAGES)
            .stream()
            .flatMap(it -> it.json().items().stream())
            .filter(it -> it.text("url").equals(address.toString()))
            .findFirst();
    client.send(
        known
            .map(it -> RestCall.put(hooks + "/" + it.number("id"), hook, GitLabRight.HOOKS))
            .orElseGet(() -> RestCall.post(hooks, hook, GitLabRight.HOOKS)));
  }

  private String mergeRequest(long number) {
    return project + "/merge_requests/" + number;
  }
}
