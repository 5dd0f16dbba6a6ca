package dev.gitsync.bench.scale;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gitsync.bench.BenchFault;
import dev.gitsync.core.repo.CommitId;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Git hosts that know one commit and say of every repository that its branch {@code main} is there,
 * by protocol 2. Some take their time, some take connections and never answer.
 */
final class PollHosts implements AutoCloseable {

  /** Where all branches are. */
  static final CommitId TIP = new CommitId("5".repeat(40));

  private static final String ADVERTISEMENT =
      packet("# service=git-upload-pack\n")
          + "0000"
          + packet("version 2\n")
          + packet("agent=git/2.47.0\n")
          + packet("ls-refs=unborn\n")
          + packet("fetch=shallow filter\n")
          + packet("object-format=sha1\n")
          + "0000";
  private static final String REFS = packet(TIP + " refs/heads/main\n") + "0000";

  private final List<HttpServer> servers = new ArrayList<>();
  private final List<ServerSocket> dead = new ArrayList<>();
  private final List<String> addresses = new ArrayList<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * Starts hosts on loopback.
   *
   * @param quick how many answer at once
   * @param slow how many answer after {@code delay}
   * @param silent how many never answer
   */
  PollHosts(int quick, int slow, Duration delay, int silent) {
    try {
      for (int i = 0; i < quick; i++) {
        serve(Duration.ZERO);
      }
      for (int i = 0; i < slow; i++) {
        serve(delay);
      }
      for (int i = 0; i < silent; i++) {
        var socket = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
        dead.add(socket);
        addresses.add("http://127.0.0.1:" + socket.getLocalPort());
      }
    } catch (IOException e) {
      close();
      throw new BenchFault("A host cannot be started: " + e.getMessage(), e);
    }
  }

  private void serve(Duration delay) throws IOException {
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(exchange, delay));
    server.start();
    servers.add(server);
    addresses.add("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange, Duration delay) throws IOException {
    requests.incrementAndGet();
    exchange.getRequestBody().readAllBytes();
    try {
      Thread.sleep(delay);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    boolean isFirst = exchange.getRequestMethod().equals("GET");
    byte[] body = (isFirst ? ADVERTISEMENT : REFS).getBytes(UTF_8);
    exchange
        .getResponseHeaders()
        .set(
            "Content-Type",
            "application/x-git-upload-pack-" + (isFirst ? "advertisement" : "result"));
    exchange.sendResponseHeaders(200, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static String packet(String line) {
    return "%04x%s".formatted(line.getBytes(UTF_8).length + 4, line);
  }

  /** The hosts' addresses, those that never answer last. */
  List<String> addresses() {
    return List.copyOf(addresses);
  }

  /** How many requests were answered so far. */
  int requests() {
    return requests.get();
  }

  @Override
  public void close() {
    servers.forEach(server -> server.stop(0));
    threads.shutdownNow();
    for (ServerSocket socket : dead) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new BenchFault("A host does not stop.", e);
      }
    }
  }
}
