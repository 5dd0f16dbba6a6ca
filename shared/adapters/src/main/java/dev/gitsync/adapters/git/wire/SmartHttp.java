package dev.gitsync.adapters.git.wire;

import dev.gitsync.adapters.git.wire.WireFailure.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Asks one repository over HTTP/1.1 ({@code gitprotocol-http}). Sends the credentials with the
 * first request, and reads each answer to its end, so that the connection stays.
 *
 * <p>Follows a redirect of the first request within the same origin, as hosts send it for a
 * repository that was renamed, and no other: nothing is ever sent to another host.
 *
 * <p>An answer begins within 30 s (that to a change, within two minutes), has ended after two
 * minutes, and has at most {@value #MOST_BYTES} bytes.
 */
public final class SmartHttp implements Endpoint {

  private static final Duration TO_BEGIN = Duration.ofSeconds(30);
  private static final Duration TO_END = Duration.ofMinutes(2);
  private static final int MOST_BYTES = 256 << 20;
  private static final int MOST_REDIRECTS = 3;
  private static final int MOST_SHOWN = 300;

  private final Supplier<HttpClient> client;
  private final Authorization authorization;
  private volatile String repository;

  /**
   * A repository at an address.
   *
   * @param client asked for with each request
   */
  public SmartHttp(Supplier<HttpClient> client, URI repository, Authorization authorization) {
    this.client = client;
    this.repository = repository.toString().replaceAll("/+$", "");
    this.authorization = authorization;
  }

  @Override
  public PktReader advertisement(String service, Version version) throws IOException {
    String path = "/info/refs?service=" + service;
    HttpResponse<byte[]> response = sendAgain(get(path, version));
    for (int i = 0; i < MOST_REDIRECTS && response.statusCode() / 100 == 3; i++) {
      repository = target(response, path);
      response = sendAgain(get(path, version));
    }
    return answer(response, "application/x-" + service + "-advertisement");
  }

  private HttpRequest get(String path, Version version) throws IOException {
    return request(path, version).timeout(TO_BEGIN).GET().build();
  }

  /** Where a redirect says the repository is now. */
  private String target(HttpResponse<byte[]> response, String path) throws WireFailure {
    String location = response.headers().firstValue("Location").orElse("");
    try {
      URI from = URI.create(repository + path);
      URI to = from.resolve(location);
      if (isSameOrigin(from, to) && to.toString().endsWith(path)) {
        return to.toString().substring(0, to.toString().length() - path.length());
      }
      String shown = to.getScheme() + "://" + to.getHost() + to.getPath();
      throw new WireFailure(
          Kind.REDIRECTED,
          "The server sends to " + shown.substring(0, Math.min(shown.length(), MOST_SHOWN)) + ".");
    } catch (IllegalArgumentException e) {
      throw new WireFailure(Kind.REDIRECTED, "The server sends to an address that is none.");
    }
  }

  private static boolean isSameOrigin(URI one, URI other) {
    return one.getScheme().equals(other.getScheme())
        && one.getRawAuthority().equals(other.getRawAuthority());
  }

  @Override
  public PktReader ask(String service, byte[] body) throws IOException {
    return answer(sendAgain(post(service, body, Version.TWO, TO_BEGIN)), result(service));
  }

  @Override
  public PktReader change(String service, byte[] body) throws IOException {
    return answer(send(post(service, body, Version.ZERO, TO_END)), result(service));
  }

  private static String result(String service) {
    return "application/x-" + service + "-result";
  }

  private HttpRequest post(String service, byte[] body, Version version, Duration toBegin)
      throws IOException {
    return request("/" + service, version)
        .header("Content-Type", "application/x-" + service + "-request")
        .timeout(toBegin)
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }

  private HttpRequest.Builder request(String path, Version version) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(repository + path))
            .header("User-Agent", "git-sync")
            .header("Authorization", authorization.header());
    return version == Version.TWO ? request.header("Git-Protocol", "version=2") : request;
  }

  private HttpResponse<byte[]> sendAgain(HttpRequest request) throws IOException {
    try {
      return send(request);
    } catch (WireFailure | HttpTimeoutException | ConnectException e) {
      throw e;
    } catch (IOException dead) {
      return send(request);
    }
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> future =
        client
            .get()
            .sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
    try {
      return future.get(TO_END.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      future.cancel(true);
      Thread.currentThread().interrupt();
      throw new WireFailure(Kind.UNREACHABLE, "Interrupted while waiting for the server.");
    } catch (TimeoutException e) {
      future.cancel(true);
      throw new WireFailure(Kind.UNREACHABLE, "The answer did not end within " + TO_END + ".");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    }
  }

  private static PktReader answer(HttpResponse<byte[]> response, String type) throws IOException {
    int status = response.statusCode();
    if (status != 200) {
      throw new WireFailure(kind(status), "The server answered with status " + status + ".");
    }
    if (!response.headers().firstValue("Content-Type").orElse("").startsWith(type)) {
      throw new WireFailure(Kind.NOT_SMART, "The answer is not of type " + type + ".");
    }
    return new PktReader(ByteBuffer.wrap(response.body()));
  }

  private static Kind kind(int status) {
    return switch (status) {
      case 401, 407 -> Kind.UNAUTHORIZED;
      case 403 -> Kind.FORBIDDEN;
      case 404, 410 -> Kind.NOT_FOUND;
      case 413 -> Kind.TOO_LARGE;
      case 400, 405, 415, 422 -> Kind.DECLINED;
      default -> status / 100 == 3 ? Kind.REDIRECTED : Kind.UNREACHABLE;
    };
  }

  @Override
  public String toString() {
    return "SmartHttp[" + repository + "]";
  }
}
