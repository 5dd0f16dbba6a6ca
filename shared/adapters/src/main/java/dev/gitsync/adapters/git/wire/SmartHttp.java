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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks one repository over HTTP/1.1 ({@code gitprotocol-http}). Sends the credentials with the
 * first request, follows no redirects, and reads each answer to its end, so that the connection
 * stays.
 *
 * <p>An answer begins within 30 s (that to a change, within two minutes), has ended after two
 * minutes, and has at most {@value #MOST_BYTES} bytes.
 */
public final class SmartHttp {

  private static final Duration TO_BEGIN = Duration.ofSeconds(30);
  private static final Duration TO_END = Duration.ofMinutes(2);
  private static final int MOST_BYTES = 256 << 20;

  private final HttpClient client;
  private final String repository;
  private final String authorization;

  /** A repository at an address, for a user with a token. */
  public SmartHttp(HttpClient client, URI repository, String user, String token) {
    this.client = client;
    this.repository = repository.toString().replaceAll("/+$", "");
    String pair = user + ":" + token;
    this.authorization =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  /** A client for any number of repositories; keeps their connections. */
  public static HttpClient newClient() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .proxy(HttpClient.Builder.NO_PROXY)
        .connectTimeout(TO_BEGIN)
        .build();
  }

  /** Which version of the protocol a request asks for. */
  public enum Version {
    ZERO,
    TWO
  }

  /** What the server says of a service; fails when it is not a smart one. */
  PktReader advertisement(String service, Version version) throws IOException {
    HttpRequest request =
        request("/info/refs?service=" + service, version).timeout(TO_BEGIN).GET().build();
    return answer(sendAgain(request), "application/x-" + service + "-advertisement");
  }

  /** Asks something that changes nothing; asked once more when a kept connection turns out dead. */
  PktReader ask(String service, byte[] body) throws IOException {
    return answer(sendAgain(post(service, body, Version.TWO, TO_BEGIN)), result(service));
  }

  /** Asks for a change: sent once, since nobody knows what became of it when no answer comes. */
  PktReader change(String service, byte[] body) throws IOException {
    return answer(send(post(service, body, Version.ZERO, TO_END)), result(service));
  }

  private static String result(String service) {
    return "application/x-" + service + "-result";
  }

  private HttpRequest post(String service, byte[] body, Version version, Duration toBegin) {
    return request("/" + service, version)
        .header("Content-Type", "application/x-" + service + "-request")
        .timeout(toBegin)
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }

  private HttpRequest.Builder request(String path, Version version) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(repository + path))
            .header("User-Agent", "git-sync")
            .header("Authorization", authorization);
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
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
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
      case 400, 405, 415, 422 -> Kind.DECLINED;
      default -> status / 100 == 3 ? Kind.REDIRECTED : Kind.UNREACHABLE;
    };
  }

  @Override
  public String toString() {
    return "SmartHttp[" + repository + "]";
  }
}
