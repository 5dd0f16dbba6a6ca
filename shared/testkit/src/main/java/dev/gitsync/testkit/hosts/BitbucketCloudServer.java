package dev.gitsync.testkit.hosts;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Sequence;
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
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Bitbucket Cloud's API on loopback, for one repository {@code acme/models}: the part that Git Sync
 * uses. Pull requests name commits by twelve digits, and the target's as it was once. It knows a
 * user by {@link #TOKEN}; who shows {@link #ACCESS_TOKEN} is no person, and is not told who it is.
 */
public final class BitbucketCloudServer implements AutoCloseable {

  /** The token of the user {@code sync}. */
  public static final String TOKEN = PlantedSecrets.keep("planted-bitbucket-user-token");

  /** The repository's own token. */
  public static final String ACCESS_TOKEN =
      PlantedSecrets.keep("planted-bitbucket-repository-token");

  private static final String BASIC =
      "Basic "
          + Base64.getEncoder().encodeToString(("sync:" + TOKEN).getBytes(StandardCharsets.UTF_8));

  private static final int MOST_PULLS_A_PAGE = 50;
  private static final int MOST_A_PAGE = 100;

  private final HostedRepository hosted;
  private final String repository;
  private final String in;
  private final CodeInsights insights;
  private final Map<Long, Node> reviewers = new HashMap<>();
  private final HostServer server;
  private final Routes routes = new Routes();

  private BitbucketCloudServer(HostedRepository hosted, String repository) throws IOException {
    this.hosted = hosted;
    this.repository = repository;
    this.in = "repositories " + repository.replace('/', ' ');
    this.insights = new CodeInsights(hosted, Optional.of("external_id"));
    routes();
    new BitbucketCloudChecks(insights).addTo(routes, in);
    this.server = HostServer.start("/2.0", this::answer);
  }

  /** Serves what is around the repository {@code acme/models}. */
  public static BitbucketCloudServer start(HostedRepository hosted) throws IOException {
    return start(hosted, "acme/models");
  }

  /** Serves what is around a repository that is called {@code workspace/name}. */
  public static BitbucketCloudServer start(HostedRepository hosted, String repository)
      throws IOException {
    return new BitbucketCloudServer(hosted, repository);
  }

  /** The server: where it is, what it was asked, and how it is made to fail. */
  public HostServer server() {
    return server;
  }

  /** Somebody wants a user to look at a pull request. */
  public void addReviewer(long number, Author author) {
    reviewers.put(number, Sequence.of(BitbucketCloudJson.user(author, "user")));
  }

  /** Who is to look at a pull request. */
  public Node reviewers(long number) {
    return reviewers.getOrDefault(number, Sequence.of());
  }

  /** A refusal in Bitbucket's form. */
  public static Answer refusal(int status, String message) {
    return BitbucketCloudJson.refusal(status, message);
  }

  /** What people see on lines of a commit, of a check of a key. */
  public List<Node> annotations(CommitId head, String key) {
    return insights.annotations(new Place(head, key));
  }

  @Override
  public void close() {
    server.close();
  }

  private Answer answer(Request request) {
    return request.authorization().equals(BASIC) || isAccessToken(request)
        ? routes.answer(request)
        : BitbucketCloudJson.refusal(
            401, "Token is invalid, expired, or not supported for this endpoint.");
  }

  private static boolean isAccessToken(Request request) {
    return request.authorization().equals("Bearer " + ACCESS_TOKEN);
  }

  private void routes() {
    routes
        .on("GET user", (request, found) -> user(request))
        .on(
            "GET " + in,
            (request, found) -> Answer.of(200, BitbucketCloudJson.repository(repository)))
        .on("GET " + in + " pullrequests *", (request, found) -> find(number(found)))
        .on("GET " + in + " pullrequests", this::pulls)
        .on("POST " + in + " pullrequests", (request, found) -> open(request.body()))
        .on("PUT " + in + " pullrequests *", this::edit)
        .on("GET " + in + " pullrequests * commits", this::commits)
        .on("GET " + in + " commit *", (request, found) -> commit(found.getFirst()))
        .on("GET " + in + " refs branches *", (request, found) -> branch(found.getFirst()))
        .on("GET " + in + " merge-base *", (request, found) -> mergeBase(found.getFirst()))
        .on("GET " + in + " pullrequests * comments", this::comments)
        .on("POST " + in + " pullrequests * comments", this::comment)
        .on("PUT " + in + " pullrequests * comments *", this::editComment)
        .on("DELETE " + in + " pullrequests * comments *", this::removeComment)
        .on("GET " + in + " hooks", (request, found) -> page(request, MOST_A_PAGE, hooks()))
        .on("POST " + in + " hooks", (request, found) -> putHook(request, 0, 201))
        .on("PUT " + in + " hooks *", (request, found) -> putHook(request, hook(found), 200));
  }

  private static long number(List<String> found) {
    return Long.parseLong(found.getFirst());
  }

  private static Answer user(Request request) {
    return isAccessToken(request)
        ? BitbucketCloudJson.refusal(
            403, "Your credentials lack one or more required privilege scopes.")
        : Answer.of(200, BitbucketCloudJson.user(Author.US, "user"));
  }

  private Answer find(long number) {
    return hosted
        .find(number)
        .map(
            it ->
                Answer.of(
                    200,
                    BitbucketCloudJson.pull(it, repository).with("reviewers", reviewers(number))))
        .orElseGet(() -> BitbucketCloudJson.refusal(404, "Pull request not found"));
  }

  private Answer pulls(Request request, List<String> found) {
    String query = request.query().getOrDefault("q", "");
    String state = request.query().getOrDefault("state", "OPEN");
    List<Node> pulls =
        List.copyOf(
            hosted.pulls().stream()
                .filter(it -> query.equals(query(it)))
                .filter(it -> BitbucketCloudJson.state(it).equals(state))
                .map(it -> BitbucketCloudJson.pull(it, repository))
                .toList());
    return page(request, MOST_PULLS_A_PAGE, pulls);
  }

  private static String query(PullRequest pull) {
    return "source.branch.name=\"%s\" AND destination.branch.name=\"%s\""
        .formatted(pull.source(), pull.target());
  }

  private Answer open(Mapping body) {
    var draft =
        new Draft(branch(body, "source"), branch(body, "destination"), title(body), text(body));
    return hosted
        .open(draft)
        .map(it -> Answer.of(201, BitbucketCloudJson.pull(it, repository)))
        .orElseGet(
            () ->
                BitbucketCloudJson.refusal(400, "There is already a pull request for this branch"));
  }

  private static String branch(Mapping body, String end) {
    Mapping branch = inside(inside(body, end), "branch");
    return branch.text("name").orElse("");
  }

  private static Mapping inside(Mapping body, String name) {
    return (Mapping) body.get(name).orElseThrow();
  }

  private static String title(Mapping body) {
    return body.text("title").orElse("");
  }

  private static String text(Mapping body) {
    return body.text("description").orElse("");
  }

  private Answer edit(Request request, List<String> found) {
    Mapping body = request.body();
    reviewers.put(number(found), body.get("reviewers").orElse(Sequence.of()));
    return Answer.of(
        200,
        BitbucketCloudJson.pull(hosted.edit(number(found), title(body), text(body)), repository));
  }

  private Answer commits(Request request, List<String> found) {
    CommitId head = hosted.find(number(found)).orElseThrow().head();
    return page(request, MOST_A_PAGE, List.of(BitbucketCloudJson.commit(head)));
  }

  /** What is in forks only is not shown. */
  private Answer commit(String digits) {
    return hosted.pulls().stream()
        .flatMap(
            it ->
                it.origin() == Origin.FORK
                    ? Stream.of(it.targetTip(), it.base())
                    : Stream.of(it.head(), it.targetTip(), it.base()))
        .filter(it -> it.value().startsWith(digits))
        .findFirst()
        .map(it -> Answer.of(200, BitbucketCloudJson.commit(it)))
        .orElseGet(() -> BitbucketCloudJson.refusal(404, "Commit not found"));
  }

  private Answer branch(String name) {
    return hosted
        .commits()
        .tip("refs/heads/" + name)
        .map(
            it ->
                BitbucketCloudJson.typed("branch")
                    .with("name", name)
                    .with("target", BitbucketCloudJson.commit(it)))
        .map(it -> Answer.of(200, it))
        .orElseGet(() -> BitbucketCloudJson.refusal(404, "Branch not found"));
  }

  private Answer mergeBase(String ends) {
    String[] both = ends.split("\\.\\.", -1);
    CommitId base = hosted.commits().mergeBase(new CommitId(both[0]), new CommitId(both[1]));
    return Answer.of(200, BitbucketCloudJson.commit(base));
  }

  private Answer comments(Request request, List<String> found) {
    String type = isAccessToken(request) ? "app_user" : "user";
    List<Node> comments =
        List.copyOf(
            hosted.comments(number(found)).stream()
                .map(it -> BitbucketCloudJson.comment(it, type))
                .toList());
    return page(request, MOST_A_PAGE, comments);
  }

  private Answer comment(Request request, List<String> found) {
    return Answer.of(
        201, BitbucketCloudJson.comment(hosted.addComment(number(found), raw(request)), "user"));
  }

  private static String raw(Request request) {
    return inside(request.body(), "content").text("raw").orElse("");
  }

  private Answer editComment(Request request, List<String> found) {
    Optional<Comment> edited = hosted.editComment(Long.parseLong(found.get(1)), raw(request));
    return edited
        .map(it -> Answer.of(200, BitbucketCloudJson.comment(it, "user")))
        .orElseGet(
            () ->
                BitbucketCloudJson.refusal(403, "You do not have permission to edit this comment"));
  }

  private Answer removeComment(Request request, List<String> found) {
    return Answer.empty(hosted.removeComment(Long.parseLong(found.get(1))) ? 204 : 404);
  }

  private List<Node> hooks() {
    return List.copyOf(hosted.hooks().stream().map(BitbucketCloudJson::hook).toList());
  }

  private static long hook(List<String> found) {
    return Long.parseLong(found.getFirst().replaceAll("[{}]", ""));
  }

  private Answer putHook(Request request, long id, int status) {
    Mapping body = request.body();
    URI address = URI.create(body.text("url").orElse(""));
    var hook = new Hook(id, address, body.text("secret").orElse(""), List.of());
    return Answer.of(status, BitbucketCloudJson.hook(hosted.putHook(hook)));
  }

  private Answer page(Request request, int most, List<Node> items) {
    return BitbucketCloudJson.page(server.api(), request, most, items);
  }
}
