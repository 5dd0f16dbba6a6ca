package dev.gitsync.local;

import static dev.gitsync.local.Visitor.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.flows.host.CheckReport.Status;
import dev.gitsync.flows.host.Draft;
import dev.gitsync.flows.host.PullRequest.Origin;
import dev.gitsync.local.Visitor.Answer;
import dev.gitsync.testkit.hosts.BitbucketCloudServer;
import dev.gitsync.testkit.hosts.GitCommits;
import dev.gitsync.testkit.hosts.GiteaServer;
import dev.gitsync.testkit.hosts.HostedRepository;
import dev.gitsync.testkit.hosts.HostedRepository.Comment;
import dev.gitsync.testkit.hosts.HostedRepository.Hook;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A pull request on a host, from its webhook to the check, the remarks and the comment. */
class PullRequestCheckTest {

  private static final String CHECK = "Git Sync / acme-staging";
  private static final String MODEL = "models/stocking-list.yaml";

  @TempDir private static Path folder;
  private static LocalSystem system;
  private static LocalFile local;
  private static Visitor visitor;
  private static GitCommits commits;
  private static HostedRepository hosted;
  private static GiteaServer gitea;
  private static BitbucketCloudServer bitbucket;

  /** A host of which the link is told. */
  enum Host {
    /** Remarks are in the comment only. */
    GITEA("acme-staging"),
    /** Remarks are on the lines too. */
    BITBUCKET("acme-production");

    private final String workspace;

    Host(String workspace) {
      this.workspace = workspace;
    }
  }

  @BeforeAll
  static void start() throws Exception {
    system = LocalSystem.start(LocalOptions.of(0, folder.resolve("data")));
    local = LocalFile.of(system, Seed.plant(system, List.of(), line -> {}));
    visitor = Visitor.of(local, folder);
    commits = GitCommits.in(folder.resolve("data/repository.git"));
    hosted = new HostedRepository(commits, "https://host.example/acme/models");
    gitea = GiteaServer.start(hosted, "git/repository");
    bitbucket = BitbucketCloudServer.start(hosted, "git/repository");
  }

  private static void tellTheLinkOf(Host host) throws Exception {
    String token =
        switch (host) {
          case GITEA -> "\"%s\"".formatted(GiteaServer.TOKEN);
          case BITBUCKET ->
              "{\"username\":\"sync\",\"token\":\"%s\"}".formatted(BitbucketCloudServer.TOKEN);
        };
    URI api =
        switch (host) {
          case GITEA -> gitea.server().api();
          case BITBUCKET -> bitbucket.server().api();
        };
    String credentials =
        """
        {"username":"%s","token":"%s","apiToken":%s}"""
            .formatted(local.repository().username(), local.repository().password(), token);
    call(host, 204, "PUT", "/git-sync/credentials", credentials);
    String settings =
        "{\"host\":{\"kind\":\"%s\",\"api\":\"%s\"}}"
            .formatted(host.name().toLowerCase(Locale.ROOT), api);
    call(host, 200, "PUT", "/git-sync", settings);
    call(host, 200, "POST", "/git-sync/webhook", "");
  }

  @AfterAll
  static void stop() {
    bitbucket.close();
    gitea.close();
    commits.close();
    visitor.close();
    system.close();
  }

  private static void call(Host host, int status, String method, String path, String body)
      throws Exception {
    Answer answer = visitor.call(host.workspace, method, path, body);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
  }

  /** The host tells of a pull request, signed with the secret that it was given. */
  private static void tell(Host host, long number) throws Exception {
    Hook hook = hosted.hooks().getLast();
    HttpResponse<String> answer =
        switch (host) {
          case GITEA ->
              deliver(
                  hook,
                  "X-Gitea-Signature",
                  "",
                  Map.of("X-Gitea-Event", "pull_request", "X-Gitea-Delivery", random()),
                  """
                  {"action":"synchronized","number":%d,"pull_request":{"number":%d,\
                  "state":"open","head":{"ref":"clean-up"},"base":{"ref":"main"}}}"""
                      .formatted(number, number));
          case BITBUCKET ->
              deliver(
                  hook,
                  "X-Hub-Signature",
                  "sha256=",
                  Map.of("X-Event-Key", "pullrequest:updated", "X-Request-UUID", random()),
                  """
                  {"pullrequest":{"id":%d,"state":"OPEN","source":{"branch":{"name":\
                  "clean-up"}},"destination":{"branch":{"name":"main"}}}}"""
                      .formatted(number));
        };
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
  }

  private static String random() {
    return UUID.randomUUID().toString();
  }

  private static HttpResponse<String> deliver(
      Hook hook, String signed, String prefix, Map<String, String> headers, String body)
      throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(hook.secret().getBytes(UTF_8), "HmacSHA256"));
    String signature = HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(local.api().resolve(hook.address().getRawPath()))
            .header("Content-Type", "application/json")
            .header(signed, prefix + signature)
            .POST(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  private static Optional<Status> shown(CommitId head) {
    return hosted.check(head, CHECK).map(HostedRepository.Check::status);
  }

  private static CommitId pushTo(String branch, String message) throws Exception {
    visitor.git("add", "-A");
    visitor.git("commit", "-q", "-m", message);
    visitor.git("push", "-q", "origin", "HEAD:refs/heads/" + branch);
    return new CommitId(visitor.git("rev-parse", "HEAD").strip());
  }

  @ParameterizedTest
  @EnumSource
  void failsThePullRequestThatBreaksASyncAndTurnsGreenWhenItIsMended(Host host) throws Exception {
    tellTheLinkOf(host);
    String model = visitor.read(MODEL);
    String branch = "clean-up-" + host.name().toLowerCase(Locale.ROOT);
    visitor.git("checkout", "-q", "-b", branch);
    visitor.delete(MODEL);
    CommitId broken = pushTo(branch, "Clean up");
    long number = hosted.propose(new Draft(branch, "main", "Clean up", ""), Origin.SAME_REPOSITORY);
    tell(host, number);
    await(() -> shown(broken).filter(it -> it == Status.FAILED).isPresent());
    await(() -> hosted.comments(number).size() == 1);
    Comment red = hosted.comments(number).getFirst();
    assertThat(red.text()).contains("1 sync would break", "stocking-list-to-crm", MODEL + ":1:1");
    assertThat(red.text())
        .containsPattern(
            "Affects \\[sync `stocking-list-to-crm`]\\(http\\S+%s\\S*/syncs/stocking-list-to-crm.yaml"
                .formatted(broken));
    if (host == Host.BITBUCKET) {
      assertThat(remarks(broken))
          .singleElement()
          .satisfies(it -> assertThat(it.text("path")).contains(MODEL))
          .satisfies(it -> assertThat(it.get("line")).contains(Num.of(1)));
    }

    visitor.write(MODEL, model.replaceFirst("(?m)^description: .*", "description: Mended"));
    CommitId mended = pushTo(branch, "Keep the model");
    tell(host, number);
    await(() -> shown(mended).filter(it -> it == Status.PASSED).isPresent());
    await(() -> !hosted.comments(number).getFirst().text().equals(red.text()));
    assertThat(hosted.comments(number)).hasSize(1);
    assertThat(hosted.comments(number).getFirst().id()).isEqualTo(red.id());
    assertThat(hosted.comments(number).getFirst().text()).contains("✅");
    visitor.git("checkout", "-q", "main");
  }

  private static List<Mapping> remarks(CommitId head) {
    String key = hosted.check(head, CHECK).orElseThrow().externalId();
    return bitbucket.annotations(head, key).stream().map(Mapping.class::cast).toList();
  }
}
