package dev.gitsync.testkit.hosts;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Bool;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.host.CheckReport.Status;
import dev.gitsync.flows.host.Draft;
import dev.gitsync.flows.host.PullRequest;
import dev.gitsync.flows.host.PullRequest.Origin;
import dev.gitsync.testkit.PlantedSecrets;
import dev.gitsync.testkit.hosts.HostServer.Answer;
import dev.gitsync.testkit.hosts.HostServer.Request;
import dev.gitsync.testkit.hosts.HostedRepository.Check;
import dev.gitsync.testkit.hosts.HostedRepository.Comment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Azure DevOps' API on loopback, for one repository {@code models} in a project {@code data} of the
 * organisation {@code acme}: the part that Git Sync uses. Wants an API version, as Azure DevOps
 * does. Its pull requests tell the commits that they had when they were opened, since nothing tries
 * to merge them, and each push that is seen is an iteration.
 */
public final class AzureDevOpsServer implements AutoCloseable {

  /** The user's token. */
  public static final String TOKEN = PlantedSecrets.keep("planted-azure-devops-user-token");

  private static final String IN = "data _apis git repositories models";
  private static final String BRANCH = "refs/heads/";
  private static final String FORK = "0f0f0f0f-0000-4000-8000-00000000000f";

  private final HostedRepository hosted;
  private final AzureSubscriptionList subscriptions;
  private final HostServer server;
  private final Routes routes = new Routes();
  private final Map<Long, List<CommitId>> iterations = new ConcurrentHashMap<>();

  private AzureDevOpsServer(HostedRepository hosted) throws IOException {
    this.hosted = hosted;
    this.subscriptions = new AzureSubscriptionList(hosted);
    routes();
    this.server = HostServer.start("/acme", this::answer);
  }

  /** Serves what is around a repository. */
  public static AzureDevOpsServer start(HostedRepository hosted) throws IOException {
    return new AzureDevOpsServer(hosted);
  }

  /** The server: where it is, what it was asked, and how it is made to fail. */
  public HostServer server() {
    return server;
  }

  @Override
  public void close() {
    server.close();
  }

  private Answer answer(Request request) {
    String login =
        Base64.getEncoder().encodeToString((":" + TOKEN).getBytes(StandardCharsets.UTF_8));
    if (!request.authorization().equals("Basic " + login)) {
      return Answer.refusal(401, "TF400813: The user is not authorized to access this resource.");
    }
    if (!request.query().containsKey("api-version")) {
      return Answer.refusal(400, "No api-version was supplied.");
    }
    hosted.pulls().forEach(this::see);
    return routes.answer(request);
  }

  private void see(PullRequest pull) {
    List<CommitId> heads = iterations.computeIfAbsent(pull.number(), it -> new ArrayList<>());
    if (heads.isEmpty() || !heads.getLast().equals(pull.head())) {
      heads.add(pull.head());
    }
  }

  private void routes() {
    String pull = IN + " pullrequests *";
    routes
        .on("GET _apis connectionData", (request, found) -> Answer.of(200, user()))
        .on("GET " + IN, (request, found) -> Answer.of(200, repository()))
        .on("GET " + IN + " refs", (request, found) -> refs(request))
        .on("GET " + IN + " commits * mergebases", this::mergeBases)
        .on("GET " + IN + " pullrequests", (request, found) -> pulls(request))
        .on("POST " + IN + " pullrequests", (request, found) -> open(request.body()))
        .on("GET " + pull, (request, found) -> find(number(found)))
        .on("PATCH " + pull, this::edit)
        .on("GET " + pull + " iterations", (request, found) -> iterations(number(found)))
        .on("GET " + pull + " iterations * statuses", (request, found) -> statuses(found))
        .on("POST " + pull + " iterations * statuses", this::addStatus)
        .on("GET " + pull + " threads", (request, found) -> threads(number(found)))
        .on("POST " + pull + " threads", this::addThread)
        .on("PATCH " + pull + " threads * comments 1", this::editComment)
        .on("DELETE " + pull + " threads * comments 1", (request, found) -> removeComment(found))
        .on("GET _apis hooks subscriptions", (request, found) -> subscriptions.all())
        .on("POST _apis hooks subscriptions", (request, found) -> subscriptions.add(request.body()))
        .on(
            "PUT _apis hooks subscriptions *",
            (request, found) -> subscriptions.set(found.getFirst(), request.body()));
  }

  private static long number(List<String> found) {
    return Long.parseLong(found.getFirst());
  }

  static Answer list(List<? extends Node> items) {
    Mapping list = Mapping.of("count", Num.of(items.size()));
    return Answer.of(200, list.with("value", new Sequence(List.copyOf(items))));
  }

  private static Mapping user() {
    return Mapping.of(
        "authenticatedUser", Mapping.of("id", new Text(id(HostedRepository.Author.US))));
  }

  private static String id(HostedRepository.Author author) {
    return "0a0a0a0a-0000-4000-8000-00000000000" + author.id();
  }

  private static Mapping repository() {
    return Mapping.of("id", new Text("repository-id"))
        .with("project", Mapping.of("id", new Text("project-id")));
  }

  private Answer refs(Request request) {
    String ref = "refs/" + request.query().getOrDefault("filter", "");
    Mapping another = Mapping.of("name", new Text(ref + "-2")).with("objectId", "1".repeat(40));
    return list(
        hosted.commits().tip(ref).stream()
            .map(it -> Mapping.of("name", new Text(ref)).with("objectId", it.value()))
            .flatMap(it -> List.of(another, it).stream())
            .toList());
  }

  private Answer mergeBases(Request request, List<String> found) {
    var other = new CommitId(request.query().getOrDefault("otherCommitId", ""));
    CommitId base = hosted.commits().mergeBase(new CommitId(found.getFirst()), other);
    return list(List.of(commit(base)));
  }

  private static Mapping commit(CommitId id) {
    return Mapping.of("commitId", new Text(id.value()));
  }

  private Answer find(long number) {
    return hosted
        .find(number)
        .map(it -> Answer.of(200, json(it)))
        .orElseGet(
            () -> Answer.refusal(404, "TF401180: The requested pull request was not found."));
  }

  private Answer pulls(Request request) {
    Map<String, String> query = request.query();
    String status = query.getOrDefault("searchCriteria.status", "active");
    return list(
        hosted.pulls().stream()
            .filter(it -> status.equals("all") || status(it).equals(status))
            .filter(it -> (BRANCH + it.source()).equals(query.get("searchCriteria.sourceRefName")))
            .filter(it -> (BRANCH + it.target()).equals(query.get("searchCriteria.targetRefName")))
            .limit(request.number("$top", 100))
            .map(this::json)
            .toList());
  }

  private static String status(PullRequest pull) {
    return switch (pull.state()) {
      case OPEN -> "active";
      case CLOSED -> "abandoned";
      case MERGED -> "completed";
    };
  }

  private Mapping json(PullRequest pull) {
    see(pull);
    boolean isOpen = pull.state() == PullRequest.State.OPEN;
    List<CommitId> heads = iterations.getOrDefault(pull.number(), List.of());
    boolean isFork = pull.origin() == Origin.FORK;
    Mapping json =
        Mapping.of("pullRequestId", Num.of(pull.number()))
            .with("title", pull.title())
            .with("status", status(pull))
            .with("sourceRefName", BRANCH + pull.source())
            .with("targetRefName", BRANCH + pull.target())
            .with(
                "lastMergeSourceCommit", commit(isOpen && !isFork ? heads.getFirst() : pull.head()))
            .with("lastMergeTargetCommit", commit(isOpen ? pull.base() : pull.targetTip()));
    return isFork
        ? json.with("forkSource", Mapping.of("repository", Mapping.of("id", new Text(FORK))))
        : json;
  }

  private Answer open(Mapping body) {
    var draft =
        new Draft(
            branch(text(body, "sourceRefName")),
            branch(text(body, "targetRefName")),
            text(body, "title"),
            text(body, "description"));
    return hosted
        .open(draft)
        .map(it -> Answer.of(201, json(it)))
        .orElseGet(() -> Answer.refusal(409, "TF401179: An active pull request already exists."));
  }

  private static String branch(String ref) {
    return ref.substring(BRANCH.length());
  }

  private Answer edit(Request request, List<String> found) {
    Mapping body = request.body();
    var edited = hosted.edit(number(found), text(body, "title"), text(body, "description"));
    return Answer.of(200, json(edited));
  }

  private Answer iterations(long number) {
    List<CommitId> heads = iterations.getOrDefault(number, List.of());
    var items = new ArrayList<Mapping>();
    for (CommitId head : heads) {
      items.add(Mapping.of("id", Num.of(items.size() + 1L)).with("sourceRefCommit", commit(head)));
    }
    return list(items);
  }

  private CommitId head(List<String> found) {
    List<CommitId> heads = iterations.getOrDefault(number(found), List.of());
    return heads.get(Integer.parseInt(found.get(1)) - 1);
  }

  /** As Azure DevOps keeps all that were posted, another's comes last. */
  private Answer statuses(List<String> found) {
    CommitId head = head(found);
    var items = new ArrayList<Mapping>();
    hosted.checks().stream()
        .filter(it -> it.head().equals(head))
        .forEach(it -> items.add(json(it)));
    Mapping context = Mapping.of("name", new Text("build")).with("genre", new Node.Null());
    items.add(
        Mapping.of("id", Num.of(1_000_000)).with("state", "succeeded").with("context", context));
    return list(items);
  }

  private static Mapping json(Check check) {
    Mapping context = Mapping.of("name", new Text(check.name())).with("genre", "git-sync");
    return Mapping.of("id", Num.of(check.id()))
        .with("state", word(check.status()))
        .with("description", check.title())
        .with("context", context);
  }

  private static String word(Status status) {
    return switch (status) {
      case RUNNING -> "pending";
      case PASSED -> "succeeded";
      case FAILED -> "failed";
      case SUPERSEDED -> "error";
    };
  }

  private Answer addStatus(Request request, List<String> found) {
    Mapping body = request.body();
    Status status =
        switch (text(body, "state")) {
          case "pending" -> Status.RUNNING;
          case "succeeded" -> Status.PASSED;
          case "failed" -> Status.FAILED;
          default -> Status.SUPERSEDED;
        };
    String name = body.get("context").map(it -> text((Mapping) it, "name")).orElse("");
    var check = new Check(0, head(found), name, status, text(body, "description"), 0, "");
    return Answer.of(200, json(hosted.putCheck(check)));
  }

  private Answer threads(long number) {
    return list(hosted.comments(number).stream().map(AzureDevOpsServer::thread).toList());
  }

  /** A thread and its one comment, whose number is of the thread. */
  private static Mapping thread(Comment comment) {
    Mapping first =
        Mapping.of("id", Num.of(1))
            .with("content", comment.text())
            .with("author", Mapping.of("id", new Text(id(comment.author()))));
    return Mapping.of("id", Num.of(comment.id()))
        .with("isDeleted", new Bool(false))
        .with("comments", Sequence.of(first));
  }

  private Answer addThread(Request request, List<String> found) {
    Optional<Mapping> first =
        request.body().get("comments").map(it -> (Mapping) ((Sequence) it).items().getFirst());
    String text = first.map(it -> text(it, "content")).orElse("");
    return Answer.of(200, thread(hosted.addComment(number(found), text)));
  }

  private Answer editComment(Request request, List<String> found) {
    return hosted
        .editComment(Long.parseLong(found.get(1)), text(request.body(), "content"))
        .map(it -> Answer.of(200, thread(it)))
        .orElseGet(() -> Answer.refusal(403, "Comment can only be updated by its author."));
  }

  private Answer removeComment(List<String> found) {
    return Answer.empty(hosted.removeComment(Long.parseLong(found.get(1))) ? 200 : 404);
  }

  static String text(Mapping body, String name) {
    return body.text(name).orElse("");
  }
}
