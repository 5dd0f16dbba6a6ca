package dev.gitsync.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A real Git server for tests: the git program's own {@code http-backend} behind an HTTP server on
 * loopback, with TLS or without, that asks for a user and a token. Remembers what it was asked.
 */
public final class CGitServer implements AutoCloseable {

  /** The user that it knows. */
  public static final String USER = "sync";

  /** The user's token; the same in all processes of a test. */
  public static final String TOKEN = PlantedSecrets.keep("s3cret-token");

  private static final int SHORT = 8_000;

  static {
    // As other servers do: an answer in two parts would wait 40 ms for a late acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final Path folder;
  private final Protocols protocols;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> requests = new ArrayList<>();
  private final Map<String, String> redirects = new ConcurrentHashMap<>();

  private CGitServer(Path folder, Protocols protocols, HttpServer server) {
    this.folder = folder;
    this.protocols = protocols;
    this.server = server;
  }

  /** What it speaks. */
  public enum Protocols {
    ALL,
    /** Only what every Git server has always spoken. */
    ZERO
  }

  /** Serves the bare repositories in a folder. */
  public static CGitServer start(Path folder) throws IOException {
    return start(folder, Protocols.ALL);
  }

  /** Serves the bare repositories in a folder, as a server of today or an old one. */
  public static CGitServer start(Path folder, Protocols protocols) throws IOException {
    return new CGitServer(folder, protocols, HttpServer.create(anyPort(), 0)).start();
  }

  /** Serves the bare repositories in a folder by TLS. */
  public static CGitServer start(Path folder, SelfSigned certificate) throws IOException {
    return start(folder, Protocols.ALL, certificate);
  }

  /** Serves the bare repositories in a folder by TLS, as a server of today or an old one. */
  public static CGitServer start(Path folder, Protocols protocols, SelfSigned certificate)
      throws IOException {
    HttpsServer server = HttpsServer.create(anyPort(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
    return new CGitServer(folder, protocols, server).start();
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private CGitServer start() {
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
    return this;
  }

  /** Makes an empty repository that takes pushes, with settings such as {@code a.b=c}. */
  public static void init(Path repository, String... settings) throws IOException {
    Files.createDirectories(repository);
    run(repository, "git", "init", "-q", "--bare", "-b", "main");
    configure(repository, "http.receivepack=true");
    configure(repository, settings);
  }

  /** Changes settings of a repository, each such as {@code a.b=c}. */
  public static void configure(Path repository, String... settings) throws IOException {
    for (String setting : settings) {
      String[] parts = setting.split("=", 2);
      run(repository, "git", "config", parts[0], parts[1]);
    }
  }

  /** Runs a program to its end, without the machine's settings for Git; gives what it printed. */
  public static String run(Path folder, String... command) throws IOException {
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + ": " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return output;
  }

  /** The address of a repository. */
  public URI uri(String repository) {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return URI.create(scheme + "://localhost:" + server.getAddress().getPort() + "/" + repository);
  }

  /**
   * Sends whoever asks for a repository elsewhere, as hosts do when it was renamed.
   *
   * @param to the address of a repository, or the path of one here
   */
  public void redirect(String repository, String to) {
    redirects.put("/" + repository, to);
  }

  /** What it was asked so far: method and path. */
  public List<String> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    synchronized (requests) {
      requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    }
    try (exchange) {
      Optional<String> redirect = redirect(exchange.getRequestURI());
      if (redirect.isPresent()) {
        exchange.getResponseHeaders().set("Location", redirect.get());
        exchange.sendResponseHeaders(301, -1);
      } else if (isAllowed(exchange)) {
        serve(exchange);
      } else {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
        exchange.sendResponseHeaders(401, -1);
      }
    }
  }

  private Optional<String> redirect(URI asked) {
    return redirects.entrySet().stream()
        .filter(it -> asked.getPath().startsWith(it.getKey() + "/"))
        .map(it -> it.getValue() + asked.toString().substring(it.getKey().length()))
        .findFirst();
  }

  private static boolean isAllowed(HttpExchange exchange) {
    String pair = USER + ":" + TOKEN;
    String wanted =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return wanted.equals(exchange.getRequestHeaders().getFirst("Authorization"));
  }

  private void serve(HttpExchange exchange) throws IOException {
    Process process = backend(exchange).start();
    try (OutputStream input = process.getOutputStream()) {
      exchange.getRequestBody().transferTo(input);
    }
    InputStream output = process.getInputStream();
    int status = 200;
    for (String line = line(output); !line.isEmpty(); line = line(output)) {
      int colon = line.indexOf(':');
      String value = line.substring(colon + 1).strip();
      if (line.startsWith("Status:")) {
        status = Integer.parseInt(value.substring(0, 3));
      } else {
        exchange.getResponseHeaders().set(line.substring(0, colon), value);
      }
    }
    send(exchange, status, output);
  }

  /** As Apache does, tells the length of an answer that is short. */
  private static void send(HttpExchange exchange, int status, InputStream output)
      throws IOException {
    byte[] start = output.readNBytes(SHORT);
    boolean isShort = start.length < SHORT;
    exchange.sendResponseHeaders(status, !isShort ? 0 : start.length == 0 ? -1 : start.length);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(start);
      output.transferTo(body);
    }
  }

  private ProcessBuilder backend(HttpExchange exchange) {
    var builder = new ProcessBuilder("git", "http-backend");
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    var environment = builder.environment();
    URI uri = exchange.getRequestURI();
    environment.put("GIT_PROJECT_ROOT", folder.toString());
    environment.put("GIT_HTTP_EXPORT_ALL", "1");
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    environment.put("REMOTE_USER", USER);
    environment.put("REQUEST_METHOD", exchange.getRequestMethod());
    environment.put("PATH_INFO", uri.getPath());
    environment.put("QUERY_STRING", uri.getQuery() == null ? "" : uri.getQuery());
    header(exchange, "Content-Type", environment, "CONTENT_TYPE");
    header(exchange, "Content-Encoding", environment, "HTTP_CONTENT_ENCODING");
    if (protocols == Protocols.ALL) {
      header(exchange, "Git-Protocol", environment, "HTTP_GIT_PROTOCOL");
    }
    return builder;
  }

  private static void header(
      HttpExchange exchange, String name, Map<String, String> environment, String variable) {
    String value = exchange.getRequestHeaders().getFirst(name);
    if (value != null) {
      environment.put(variable, value);
    }
  }

  private static String line(InputStream input) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b = input.read(); b >= 0 && b != '\n'; b = input.read()) {
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }
}
