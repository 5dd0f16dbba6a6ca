package dev.gitsync.local;

import static dev.gitsync.local.Visitor.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.flows.host.CheckReport.Status;
import dev.gitsync.flows.host.Draft;
import dev.gitsync.flows.host.PullRequest.Origin;
import dev.gitsync.local.Visitor.Answer;
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
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pull request on a host, from its webhook to the check, the remarks and the comment. */
class PullRequestCheckTest {

  private static final String STAGING = "acme-staging";
  private static final String CHECK = "Git Sync / acme-staging";
  private static final String MODEL = "models/stocking-list.yaml";

  @TempDir private static Path folder;
  private static LocalSystem system;
  private static LocalFile local;
  private static Visitor visitor;
  private static GitCommits commits;
  private static HostedRepository hosted;
  private static GiteaServer gitea;

  @BeforeAll
  static void start() throws Exception {
    system = LocalSystem.start(LocalOptions.of(0, folder.resolve("data")));
    local = LocalFile.of(system, Seed.plant(system, List.of(), line -> {}));
    visitor = Visitor.of(local, folder);
    commits = GitCommits.in(folder.resolve("data/repository.git"));
    hosted = new HostedRepository(commits, "https://gitea.example/acme/models");
    gitea = GiteaServer.start(hosted, "git/repository");
    tellTheLinkOfItsHost();
  }

  private static void tellTheLinkOfItsHost() throws Exception {
    String credentials =
        """
        {"username":"%s","token":"%s","apiToken":"%s"}"""
            .formatted(
                local.repository().username(), local.repository().password(), GiteaServer.TOKEN);
    call(204, "PUT", "/git-sync/credentials", credentials);
    call(
        200,
        "PUT",
        "/git-sync",
        "{\"host\":{\"kind\":\"gitea\",\"api\":\"%s\"}}".formatted(gitea.server().api()));
    call(200, "POST", "/git-sync/webhook", "");
  }

  @AfterAll
  static void stop() {
    gitea.close();
    commits.close();
    visitor.close();
    system.close();
  }

  private static Answer call(int status, String method, String path, String body) throws Exception {
    Answer answer = visitor.call(STAGING, method, path, body);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
    return answer;
  }

  /** The host tells of a pull request, signed with the secret that it was given. */
  private static void tell(String action, long number) throws Exception {
    Hook hook = hosted.hooks().getFirst();
    String body =
        """
        {"action":"%s","number":%d,"pull_request":{"number":%d,"state":"open",\
        "head":{"ref":"clean-up"},"base":{"ref":"main"}}}"""
            .formatted(action, number, number);
    HttpResponse<String> answer = deliver(hook, "pull_request", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
  }

  private static HttpResponse<String> deliver(Hook hook, String event, String body)
      throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(hook.secret().getBytes(UTF_8), "HmacSHA256"));
    String signature = HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
    URI address = local.api().resolve(hook.address().getRawPath());
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .header("X-Gitea-Event", event)
            .header("X-Gitea-Delivery", UUID.randomUUID().toString())
            .header("X-Gitea-Signature", signature)
            .POST(BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString());
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

  @Test
  void failsThePullRequestThatBreaksASyncAndTurnsGreenWhenItIsMended() throws Exception {
    String model = visitor.read(MODEL);
    visitor.git("checkout", "-q", "-b", "clean-up");
    visitor.delete(MODEL);
    CommitId broken = pushTo("clean-up", "Clean up");
    long number =
        hosted.propose(new Draft("clean-up", "main", "Clean up", ""), Origin.SAME_REPOSITORY);
    tell("opened", number);
    await(() -> shown(broken).filter(it -> it == Status.FAILED).isPresent());
    await(() -> hosted.comments(number).size() == 1);
    Comment red = hosted.comments(number).getFirst();
    assertThat(red.text()).contains("1 sync would break", "stocking-list-to-crm", MODEL + ":1:1");

    visitor.write(MODEL, model.replaceFirst("(?m)^description: .*", "description: Mended"));
    CommitId mended = pushTo("clean-up", "Keep the model");
    tell("synchronized", number);
    await(() -> shown(mended).filter(it -> it == Status.PASSED).isPresent());
    await(() -> !hosted.comments(number).getFirst().text().equals(red.text()));
    assertThat(hosted.comments(number)).hasSize(1);
    assertThat(hosted.comments(number).getFirst().id()).isEqualTo(red.id());
    assertThat(hosted.comments(number).getFirst().text()).contains("✅");
    visitor.git("checkout", "-q", "main");
  }
}
