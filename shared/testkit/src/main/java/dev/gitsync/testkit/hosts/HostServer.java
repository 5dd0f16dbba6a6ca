package dev.gitsync.testkit.hosts;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A host's API on loopback: takes requests apart, puts answers together, remembers what it was
 * asked, and fails when it is told to. What it answers is up to an {@link Api}.
 */
public final class HostServer implements AutoCloseable {

  static {
    // As other servers do: an answer in two parts would wait 40 ms for a late acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final String root;
  private final Api api;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> requests = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();

  private HostServer(String root, Api api, HttpServer server) {
    this.root = root;
    this.api = api;
    this.server = server;
  }

  /** What is answered. */
  @FunctionalInterface
  public interface Api {
    /** The answer to a request. */
    Answer answer(Request request);
  }

  /**
   * A request.
   *
   * @param path below the API's root, in segments, decoded
   * @param body empty where there is none; a list is at {@code items}
   * @param authorization the header's value; empty where there is none
   */
  public record Request(
      String method,
      List<String> path,
      Map<String, String> query,
      Mapping body,
      String authorization) {

    /**
     * What stands in the path where a pattern has {@code *}; empty where it does not fit. The
     * method comes first: {@code GET repos * * pulls *}.
     */
    public Optional<List<String>> fits(String pattern) {
      String[] parts = pattern.split(" ", -1);
      if (!parts[0].equals(method) || parts.length - 1 != path.size()) {
        return Optional.empty();
      }
      var found = new ArrayList<String>();
      for (int i = 1; i < parts.length; i++) {
        if (parts[i].equals("*")) {
          found.add(path.get(i - 1));
        } else if (!parts[i].equals(path.get(i - 1))) {
          return Optional.empty();
        }
      }
      return Optional.of(found);
    }

    /** A number in the query. */
    public int number(String name, int otherwise) {
      return Integer.parseInt(query.getOrDefault(name, Integer.toString(otherwise)));
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /** An answer. */
  public record Answer(int status, Map<String, String> headers, Optional<Node> body) {

    /** An answer of JSON. */
    public static Answer of(int status, Node body) {
      return new Answer(status, Map.of(), Optional.of(body));
    }

    /** An answer without a body. */
    public static Answer empty(int status) {
      return new Answer(status, Map.of(), Optional.empty());
    }

    /** A refusal in words. */
    public static Answer refusal(int status, String message) {
      return of(status, Mapping.of("message", new Node.Text(message)));
    }

    /** The same with a header. */
    public Answer with(String header, String value) {
      var all = new LinkedHashMap<>(headers);
      all.put(header, value);
      return new Answer(status, all, body);
    }
  }

  private record Fault(String pattern, Answer answer) {}

  /**
   * Serves an API.
   *
   * @param root where it begins: {@code /api/v3}
   */
  public static HostServer start(String root, Api api) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var result = new HostServer(root, api, HttpServer.create(address, 0));
    result.server.setExecutor(result.threads);
    result.server.createContext("/", result::handle);
    result.server.start();
    return result;
  }

  /** Where the API is. */
  public URI api() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + root);
  }

  /** What it was asked so far: method and path with query, from the API's root on. */
  public List<String> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  /** Forgets what it was asked. */
  public void forgetRequests() {
    synchronized (requests) {
      requests.clear();
    }
  }

  /**
   * Answers something else than it would, a number of times.
   *
   * @param pattern the beginning of what {@link #requests} will show: {@code POST /repos}
   */
  public void fail(String pattern, Answer answer, int times) {
    synchronized (faults) {
      for (int i = 0; i < times; i++) {
        faults.add(new Fault(pattern, answer));
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      URI uri = exchange.getRequestURI();
      String asked = uri.toString();
      String shown = exchange.getRequestMethod() + " " + asked.substring(lengthOfRoot(asked));
      synchronized (requests) {
        requests.add(shown);
      }
      byte[] body = exchange.getRequestBody().readAllBytes();
      Answer answer = fault(shown).orElseGet(() -> answer(exchange, body));
      send(exchange, answer);
    }
  }

  private int lengthOfRoot(String asked) {
    return asked.startsWith(root) ? root.length() : 0;
  }

  private Optional<Answer> fault(String shown) {
    synchronized (faults) {
      for (Iterator<Fault> each = faults.iterator(); each.hasNext(); ) {
        Fault fault = each.next();
        if (shown.startsWith(fault.pattern())) {
          each.remove();
          return Optional.of(fault.answer());
        }
      }
      return Optional.empty();
    }
  }

  private Answer answer(HttpExchange exchange, byte[] body) {
    String path = exchange.getRequestURI().getRawPath();
    if (!path.startsWith(root + "/")) {
      return Answer.refusal(404, "Not Found");
    }
    try {
      return api.answer(
          new Request(
              exchange.getRequestMethod(),
              Arrays.stream(path.substring(root.length() + 1).split("/", -1))
                  .map(HostServer::decode)
                  .toList(),
              query(exchange.getRequestURI()),
              body(body),
              Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                  .orElse("")));
    } catch (Json.Malformed | ClassCastException | NumberFormatException e) {
      return Answer.refusal(400, "Problems parsing the request");
    }
  }

  private static Mapping body(byte[] body) throws Json.Malformed {
    Node json = body.length == 0 ? Mapping.empty() : Json.read(body);
    return json instanceof Node.Sequence ? Mapping.of("items", json) : (Mapping) json;
  }

  private static Map<String, String> query(URI uri) {
    var query = new LinkedHashMap<String, String>();
    if (uri.getRawQuery() != null) {
      for (String part : uri.getRawQuery().split("&", -1)) {
        String[] pair = part.split("=", 2);
        query.put(formDecode(pair[0]), pair.length < 2 ? "" : formDecode(pair[1]));
      }
    }
    return query;
  }

  private static String decode(String text) {
    return formDecode(text.replace("+", "%2B"));
  }

  private static String formDecode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    if (answer.body().isPresent()) {
      exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    }
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] body =
        answer
            .body()
            .map(it -> Json.write(it).getBytes(StandardCharsets.UTF_8))
            .orElse(new byte[0]);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}
