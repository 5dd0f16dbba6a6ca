package dev.gitsync.testkit.hosts;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.host.Draft;
import dev.gitsync.flows.host.PullRequest;
import dev.gitsync.flows.host.PullRequest.Origin;
import dev.gitsync.testkit.PlantedSecrets;
import dev.gitsync.testkit.hosts.CodeInsights.Place;
import dev.gitsync.testkit.hosts.HostServer.Answer;
import dev.gitsync.testkit.hosts.HostServer.Request;
import dev.gitsync.testkit.hosts.HostedRepository.Author;
import dev.gitsync.testkit.hosts.HostedRepository.Comment;
import dev.gitsync.testkit.hosts.HostedRepository.Hook;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Bitbucket Data Center's API on loopback, for one repository {@code acme/models}: the part that
 * Git Sync uses. It knows a user by {@link #TOKEN}, whom each answer names. Whoever edits something
 * says which version of it. A fork's commits are there once somebody looked at the changes.
 */
public final class BitbucketDataCenterServer implements AutoCloseable {

  /** The user's HTTP access token. */
  public static final String TOKEN = PlantedSecrets.keep("planted-bitbucket-server-token");

  private static final String IN = "api latest projects acme repos models";
  private static final String REPORT =
      "insights latest projects acme repos models commits * reports *";
  private static final String PULL = IN + " pull-requests *";
  private static final String COMMENT = PULL + " comments *";
  private static final String BRANCH = BitbucketDataCenterJson.BRANCH;

  private final HostedRepository hosted;
  private final CodeInsights insights;
  private final Map<Long, Node> reviewers = new HashMap<>();
  private final Map<Long, Integer> pullVersions = new HashMap<>();
  private final Map<Long, Integer> commentVersions = new HashMap<>();
  private final Set<Long> looked = new HashSet<>();
  private final HostServer server;
  private final Routes routes = new Routes();

  private BitbucketDataCenterServer(HostedRepository hosted) throws IOException {
    this.hosted = hosted;
    this.insights = new CodeInsights(hosted, Optional.empty());
    routes();
    this.server = HostServer.start("/rest", this::answer);
  }

  /** Serves what is around a repository. */
  public static BitbucketDataCenterServer start(HostedRepository hosted) throws IOException {
    return new BitbucketDataCenterServer(hosted);
  }

  /** The server: where it is, what it was asked, and how it is made to fail. */
  public HostServer server() {
    return server;
  }

  /** Somebody wants a user to look at a pull request. */
  public void addReviewer(long number, Author author) {
    Mapping user = Mapping.of("user", Mapping.of("name", new Text(author.login())));
    reviewers.put(number, Sequence.of(user));
  }

  /** Who is to look at a pull request. */
  public Node reviewers(long number) {
    return reviewers.getOrDefault(number, Sequence.of());
  }

  /** A refusal in Bitbucket's form. */
  public static Answer refusal(int status, String message) {
    return BitbucketDataCenterJson.refusal(status, message);
  }

  /** The same to somebody whom the server knows. */
  public static Answer named(Answer answer) {
    return answer.with("X-AUSERID", Long.toString(Author.US.id()));
  }

  @Override
  public void close() {
    server.close();
  }

  private Answer answer(Request request) {
    return request.authorization().equals("Bearer " + TOKEN)
        ? named(routes.answer(request))
        : refusal(401, "Authentication failed. Please check your credentials and try again.");
  }

  private void routes() {
    routes
        .on("GET " + IN, (request, found) -> Answer.of(200, Mapping.empty()))
        .on("GET " + PULL, (request, found) -> find(number(found)))
        .on(
            "GET " + IN + " pull-requests",
            (request, found) -> BitbucketDataCenterJson.page(request, pulls(request)))
        .on("POST " + IN + " pull-requests", (request, found) -> open(request.body()))
        .on("PUT " + PULL, this::edit)
        .on("GET " + PULL + " changes", this::changes)
        .on("GET " + PULL + " merge-base", (request, found) -> mergeBase(number(found)))
        .on("GET " + IN + " commits * builds", this::status)
        .on("POST " + IN + " commits * builds", this::putStatus)
        .on("PUT " + REPORT, this::putReport)
        .on("DELETE " + REPORT, this::removeReport)
        .on("POST " + REPORT + " annotations", this::annotate)
        .on(
            "GET " + PULL + " activities",
            (request, found) -> BitbucketDataCenterJson.page(request, activities(number(found))))
        .on("POST " + PULL + " comments", this::addComment)
        .on("GET " + COMMENT, (request, found) -> comment(number(found), id(found)))
        .on("PUT " + COMMENT, this::editComment)
        .on("DELETE " + COMMENT, this::removeComment)
        .on(
            "GET " + IN + " webhooks",
            (request, found) -> BitbucketDataCenterJson.page(request, hooks()))
        .on("POST " + IN + " webhooks", (request, found) -> putHook(request, 0, 201))
        .on("PUT " + IN + " webhooks *", (request, found) -> putHook(request, number(found), 200));
  }

  private static long number(List<String> found) {
    return Long.parseLong(found.getFirst());
  }

  private static long id(List<String> found) {
    return Long.parseLong(found.get(1));
  }

  private Answer find(long number) {
    return hosted
        .find(number)
        .map(it -> Answer.of(200, pull(it)))
        .orElseGet(() -> refusal(404, "Pull request " + number + " does not exist."));
  }

  private List<Node> pulls(Request request) {
    String state = request.query().getOrDefault("state", "OPEN");
    String at = request.query().getOrDefault("at", "");
    return List.copyOf(
        hosted.pulls().stream()
            .filter(it -> state.equals("ALL") || BitbucketDataCenterJson.state(it).equals(state))
            .filter(it -> at.equals(BRANCH + it.source()))
            .map(this::pull)
            .toList());
  }

  private Mapping pull(PullRequest pull) {
    int version = pullVersions.getOrDefault(pull.number(), 0);
    return BitbucketDataCenterJson.pull(pull, version, reviewers(pull.number()));
  }

  private Answer open(Mapping body) {
    var draft =
        new Draft(
            branch(body, "fromRef"),
            branch(body, "toRef"),
            text(body, "title"),
            text(body, "description"));
    return hosted
        .open(draft)
        .map(it -> Answer.of(201, pull(it)))
        .orElseGet(() -> refusal(409, "Only one pull request may be open for these branches."));
  }

  private static String branch(Mapping body, String ref) {
    return text((Mapping) body.get(ref).orElseThrow(), "id").substring(BRANCH.length());
  }

  private static String text(Mapping body, String name) {
    return body.text(name).orElse("");
  }

  private Answer edit(Request request, List<String> found) {
    Mapping body = request.body();
    long number = number(found);
    if (!body.get("version").equals(pull(hosted.find(number).orElseThrow()).get("version"))) {
      return refusal(409, "You are attempting to modify an out-of-date pull request.");
    }
    pullVersions.merge(number, 1, Integer::sum);
    reviewers.put(number, body.get("reviewers").orElse(Sequence.of()));
    return Answer.of(
        200, pull(hosted.edit(number, text(body, "title"), text(body, "description"))));
  }

  private Answer changes(Request request, List<String> found) {
    looked.add(number(found));
    return BitbucketDataCenterJson.page(request, List.of());
  }

  private Answer mergeBase(long number) {
    PullRequest pull = hosted.find(number).orElseThrow();
    return pull.origin() == Origin.FORK && !looked.contains(number)
        ? refusal(404, "Commit " + pull.head() + " does not exist.")
        : Answer.of(200, Mapping.of("id", new Text(pull.base().value())));
  }

  private Answer status(Request request, List<String> found) {
    String key = request.query().getOrDefault("key", "");
    return insights
        .status(new Place(new CommitId(found.getFirst()), key))
        .map(it -> Answer.of(200, it))
        .orElseGet(() -> refusal(404, "There is no such build status."));
  }

  private Answer putStatus(Request request, List<String> found) {
    Mapping status = request.body();
    insights.putStatus(new Place(new CommitId(found.getFirst()), text(status, "key")), status);
    return Answer.empty(204);
  }

  private static Place place(List<String> found) {
    return new Place(new CommitId(found.getFirst()), found.get(1));
  }

  private Answer putReport(Request request, List<String> found) {
    insights.putReport(place(found), request.body());
    return Answer.of(200, request.body());
  }

  private Answer removeReport(Request request, List<String> found) {
    insights.removeReport(place(found));
    return Answer.empty(204);
  }

  private Answer annotate(Request request, List<String> found) {
    Node annotations = request.body().get("annotations").orElseThrow();
    return insights.annotate(place(found), ((Sequence) annotations).items())
        ? Answer.empty(204)
        : refusal(400, "The report does not exist, or has too many annotations.");
  }

  /** All that happened, the last first. */
  private List<Node> activities(long number) {
    var activities = new ArrayList<Node>();
    for (Comment comment : hosted.comments(number).reversed()) {
      activities.add(Mapping.of("action", new Text("COMMENTED")).with("comment", comment(comment)));
    }
    activities.add(Mapping.of("action", new Text("OPENED")));
    return activities;
  }

  private Mapping comment(Comment comment) {
    int version = commentVersions.getOrDefault(comment.id(), 0);
    return BitbucketDataCenterJson.comment(comment, version);
  }

  private Answer addComment(Request request, List<String> found) {
    Comment added = hosted.addComment(number(found), text(request.body(), "text"));
    return Answer.of(201, comment(added));
  }

  private Answer comment(long number, long id) {
    return hosted.comments(number).stream()
        .filter(it -> it.id() == id)
        .findFirst()
        .map(it -> Answer.of(200, comment(it)))
        .orElseGet(() -> refusal(404, "Comment " + id + " does not exist."));
  }

  private Answer editComment(Request request, List<String> found) {
    Mapping body = request.body();
    long id = id(found);
    if (!body.get("version").equals(Optional.of(version(id)))) {
      return refusal(409, "You are attempting to modify an out-of-date comment.");
    }
    commentVersions.merge(id, 1, Integer::sum);
    return hosted
        .editComment(id, text(body, "text"))
        .map(it -> Answer.of(200, comment(it)))
        .orElseGet(() -> refusal(401, "You are not permitted to edit this comment."));
  }

  private Num version(long comment) {
    return Num.of(commentVersions.getOrDefault(comment, 0));
  }

  private Answer removeComment(Request request, List<String> found) {
    return Num.of(request.number("version", -1)).equals(version(id(found)))
        ? Answer.empty(hosted.removeComment(id(found)) ? 204 : 404)
        : refusal(409, "You are attempting to delete an out-of-date comment.");
  }

  private List<Node> hooks() {
    return List.copyOf(hosted.hooks().stream().map(BitbucketDataCenterJson::hook).toList());
  }

  private Answer putHook(Request request, long id, int status) {
    Mapping body = request.body();
    String secret = text((Mapping) body.get("configuration").orElseThrow(), "secret");
    var hook = new Hook(id, URI.create(text(body, "url")), secret, List.of());
    return Answer.of(status, BitbucketDataCenterJson.hook(hosted.putHook(hook)));
  }
}
