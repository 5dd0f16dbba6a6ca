package dev.gitsync.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.testkit.hosts.HostedRepository;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * AWS CodeCommit on loopback, for tests: the part of its API that Git Sync uses, on bare
 * repositories in a folder. It speaks AWS's JSON 1.1 protocol: the action in {@code X-Amz-Target},
 * errors as status 400 with {@code __type}. Wants a signature and does not check it. Its pages are
 * small. Remembers what it was asked.
 */
public final class CodeCommitServer implements AutoCloseable {

  private static final String PREFIX = "CodeCommit_20150413.";

  private final Actions actions;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Deque<CodeCommitFault>> faults = new HashMap<>();

  private CodeCommitServer(Actions actions, HttpServer server) {
    this.actions = actions;
    this.server = server;
  }

  /** What is answered. */
  @FunctionalInterface
  private interface Actions {
    /** The answer to an action. */
    Mapping answer(String action, Mapping input) throws IOException;
  }

  /**
   * Serves the bare repositories in a folder: that of name {@code acme} is {@code acme.git}.
   *
   * @param clock dates the commits that are made through the API
   */
  public static CodeCommitServer start(Path folder, InstantSource clock) throws IOException {
    return start(new CodeCommitActions(folder, clock)::answer);
  }

  /** Serves the pull requests of one repository {@code acme}, and nothing else of it. */
  public static CodeCommitServer around(HostedRepository hosted) throws IOException {
    return start(new CodeCommitPulls(hosted, "acme")::answer);
  }

  /**
   * Serves the bare repositories in a folder, and the pull requests of that of name {@code acme}.
   */
  public static CodeCommitServer start(Path folder, InstantSource clock, HostedRepository hosted)
      throws IOException {
    var files = new CodeCommitActions(folder, clock);
    var pulls = new CodeCommitPulls(hosted, "acme");
    return start(
        (action, input) ->
            action.matches(".*(PullRequest|Comment).*")
                ? pulls.answer(action, input)
                : files.answer(action, input));
  }

  private static CodeCommitServer start(Actions actions) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var result = new CodeCommitServer(actions, HttpServer.create(address, 0));
    result.server.setExecutor(result.threads);
    result.server.createContext("/", result::handle);
    result.server.start();
    return result;
  }

  /** Where it listens. */
  public URI endpoint() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /** What it was asked so far: the names of the actions. */
  public List<String> calls() {
    return List.copyOf(calls);
  }

  /** Forgets what it was asked. */
  public void forgetCalls() {
    calls.clear();
  }

  /**
   * Answers an action with an error instead.
   *
   * @param type as {@code AccessDeniedException}
   * @param times how often
   */
  public void fail(String action, String type, String message, int times) {
    synchronized (faults) {
      faults
          .computeIfAbsent(action, it -> new ArrayDeque<>())
          .addAll(Collections.nCopies(times, new CodeCommitFault(type, message)));
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      try {
        send(exchange, 200, answer(exchange, body));
      } catch (CodeCommitFault fault) {
        Mapping error =
            Mapping.of("__type", new Text(fault.type()))
                .with("message", String.valueOf(fault.getMessage()));
        send(exchange, 400, error);
      }
    }
  }

  private Mapping answer(HttpExchange exchange, byte[] body) throws IOException {
    String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
    if (!target.startsWith(PREFIX)) {
      throw new CodeCommitFault("UnknownOperationException", target);
    }
    checkSignature(exchange);
    String action = target.substring(PREFIX.length());
    calls.add(action);
    Optional<CodeCommitFault> fault = nextFault(action);
    if (fault.isPresent()) {
      throw fault.get();
    }
    try {
      return actions.answer(action, (Mapping) Json.read(body));
    } catch (Json.Malformed | ClassCastException e) {
      throw new CodeCommitFault("SerializationException", String.valueOf(e.getMessage()));
    }
  }

  private static void checkSignature(HttpExchange exchange) {
    String signature = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    if (!signature.startsWith("AWS4-HMAC-SHA256 Credential=")
        || !signature.contains("/codecommit/aws4_request")) {
      throw new CodeCommitFault("MissingAuthenticationTokenException", "Missing a signature");
    }
  }

  private Optional<CodeCommitFault> nextFault(String action) {
    synchronized (faults) {
      return Optional.ofNullable(faults.get(action)).map(Deque::poll);
    }
  }

  private static void send(HttpExchange exchange, int status, Mapping answer) throws IOException {
    byte[] body = Json.write(answer).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
