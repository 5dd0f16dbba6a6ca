package dev.gitsync.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A real Gerrit for tests, in a process of its own on loopback. It takes about 15 seconds to start,
 * so that tests share one and make a project each. Where Gerrit has not been fetched, tests that
 * need it are skipped: see {@link #assumeFetched()}.
 */
public final class GerritServer implements AutoCloseable {

  /** A user who may push to branches without review, but is nobody else there. */
  public static final String USER = "sync";

  /** The user's HTTP password. */
  public static final String TOKEN = PlantedSecrets.token("gerrit");

  /** A branch of every project to which the user may not push. */
  public static final String PROTECTED = "protected";

  /** As {@code init --dev} makes it. */
  private static final String ADMIN = "admin:secret";

  private final Path site;
  private final GerritProcess process;
  private final AtomicInteger marks = new AtomicInteger();
  private final HttpClient client = HttpClient.newHttpClient();

  private GerritServer(Path site, GerritProcess process) {
    this.site = site;
    this.process = process;
  }

  /** Skips the test that calls it where Gerrit is not there. */
  public static void assumeFetched() throws IOException {
    Assumptions.assumeTrue(
        GerritProcess.classPath().isPresent(),
        "Gerrit has not been fetched: GITSYNC_GERRIT=1 ./gitsync test does, which takes 90 MB");
  }

  /** Starts a server that keeps its files in a folder. */
  public static GerritServer start(Path folder) throws IOException {
    Path site = folder.toAbsolutePath();
    var server = new GerritServer(site, GerritProcess.start(site));
    try {
      server.makeUser();
    } catch (IOException e) {
      server.close();
      throw e;
    }
    return server;
  }

  /** Committing as somebody else takes a permission, as the author is who edited. */
  private void makeUser() throws IOException {
    ask(
        "PUT",
        "accounts/" + USER,
        """
        {"name": "Sync", "email": "sync@example.com", "http_password": "%s"}
        """
            .formatted(TOKEN));
    ask("PUT", "groups/Sync", "{\"members\": [\"" + USER + "\"]}");
    ask(
        "POST",
        "projects/All-Projects/access",
        """
        {"add": {
          "refs/heads/*": {"permissions": {
            "create": {"rules": {"Sync": {"action": "ALLOW"}}},
            "push": {"rules": {"Sync": {"action": "ALLOW"}}},
            "forgeAuthor": {"rules": {"Sync": {"action": "ALLOW"}}},
            "forgeCommitter": {"rules": {"Sync": {"action": "ALLOW"}}}}},
          "refs/heads/%s": {"permissions": {
            "push": {"rules": {"Sync": {"action": "BLOCK"}}}}}}}
        """
            .formatted(PROTECTED));
  }

  /**
   * Makes a project whose repository is empty.
   *
   * @param settings of the repository: {@code uploadpack.allowFilter=true}
   */
  public void create(String project, String... settings) throws IOException {
    ask("PUT", "projects/" + project, "{}");
    CGitServer.configure(site.resolve("git").resolve(project + ".git"), settings);
  }

  /** Makes a branch of a project, where its branch {@code main} is. */
  public void branch(String project, String branch) throws IOException {
    ask("PUT", "projects/" + project + "/branches/" + branch, "{\"revision\": \"main\"}");
  }

  /** Points a branch of a project at a commit, behind Gerrit's back. */
  public void move(String project, String branch, String commit) throws IOException {
    Path repository = site.resolve("git").resolve(project + ".git");
    CGitServer.run(repository, "git", "update-ref", "refs/heads/" + branch, commit);
  }

  /** The address of a project's repository. */
  public URI uri(String project) {
    return URI.create("http://localhost:" + process.httpPort() + "/a/" + project);
  }

  /** The address of a project's repository over SSH. */
  public URI sshUri(String project) {
    return URI.create("ssh://" + USER + "@127.0.0.1:" + process.sshPort() + "/" + project);
  }

  /** Its host keys as {@code known_hosts} has them. */
  public String knownHosts() throws IOException {
    var lines = new StringBuilder();
    try (Stream<Path> files = Files.list(site.resolve("etc"))) {
      for (Path file : files.filter(it -> it.toString().endsWith("_key.pub")).toList()) {
        lines.append("[127.0.0.1]:").append(process.sshPort()).append(' ');
        lines.append(Files.readString(file).strip()).append('\n');
      }
    }
    return lines.toString();
  }

  /** Lets the owner of a key in as the user. */
  public void authorize(String publicLine) throws IOException {
    send(
        request("accounts/" + USER + "/sshkeys")
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString(publicLine)));
  }

  /** What was asked of a project so far, as a web server logs it: with the user agents. */
  public List<String> requests(String project) throws IOException {
    // The log is written a little later. What was asked before this is there when this is.
    String mark = "\"mark-" + marks.incrementAndGet() + "\"";
    send(request("config/server/version").header("User-Agent", mark.replace("\"", "")));
    Instant end = Instant.now().plusSeconds(10);
    while (!Files.readString(log()).contains(mark)) {
      if (Instant.now().isAfter(end)) {
        throw new IOException("Gerrit logs no requests");
      }
      LockSupport.parkNanos(20_000_000);
    }
    try (Stream<String> lines = Files.lines(log())) {
      return lines.filter(line -> line.contains(" /a/" + project + "/")).toList();
    }
  }

  private Path log() {
    return site.resolve("logs/httpd_log");
  }

  private void ask(String method, String path, String json) throws IOException {
    send(
        request(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json)));
  }

  private HttpRequest.Builder request(String path) {
    String token = Base64.getEncoder().encodeToString(ADMIN.getBytes(UTF_8));
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + process.httpPort() + "/a/" + path))
        .header("Authorization", "Basic " + token);
  }

  private void send(HttpRequest.Builder builder) throws IOException {
    HttpRequest request = builder.build();
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new IOException(request + ": " + answer.statusCode() + " " + answer.body());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    client.close();
    process.close();
  }
}
