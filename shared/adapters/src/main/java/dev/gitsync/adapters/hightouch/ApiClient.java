package dev.gitsync.adapters.hightouch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * Reads from one API, with a key that goes there and nowhere else: redirects are not followed. An
 * answer has ended after 30 s and has at most {@value #MOST_BYTES} bytes. Where the API fails, or
 * has had too many requests, it is asked up to {@value #MOST_TRIES} times, unless it wants to be
 * left alone for longer than {@link #SHORT_WAIT}.
 */
final class ApiClient implements AutoCloseable {

  private static final Duration SHORT_WAIT = Duration.ofSeconds(10);
  private static final Duration TO_END = Duration.ofSeconds(30);
  private static final Duration TO_CONNECT = Duration.ofSeconds(10);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final int MOST_BYTES = 16 << 20;
  private static final int MOST_TRIES = 3;
  private static final String OTHER_KEY =
      "Set %s to a key of the workspace.".formatted(BearerKey.VARIABLE);
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  private final ApiAddress address;
  private final BearerKey key;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(TO_CONNECT)
          .build();

  ApiClient(ApiAddress address, BearerKey key) {
    this.address = address;
    this.key = key;
  }

  /**
   * The answer at a path: with status 200, 400 or 404.
   *
   * @param path from the API's base on, with its query, encoded
   */
  HttpResponse<byte[]> get(String path) throws UnknownWorkspace {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + path))
            .timeout(TO_END)
            .header("User-Agent", "git-sync")
            .header("Accept", "application/json")
            .header("Authorization", "Bearer " + key.secret())
            .build();
    for (int attempt = 1; ; attempt++) {
      try {
        HttpResponse<byte[]> answer = exchange(request);
        Duration wait = wait(answer, attempt);
        boolean again = isBusy(answer.statusCode()) && wait.compareTo(SHORT_WAIT) <= 0;
        if (!again || attempt >= MOST_TRIES) {
          return answered(answer);
        }
        Thread.sleep(wait);
      } catch (IOException e) {
        throw unreachable(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new UnknownWorkspace("Interrupted while asking %s.".formatted(address), e);
      }
    }
  }

  private HttpResponse<byte[]> exchange(HttpRequest request)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> future =
        http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
    try {
      return future.get(TO_END.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("The answer did not end within " + TO_END + ".", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    } finally {
      future.cancel(true);
    }
  }

  private static boolean isBusy(int status) {
    return status == 429 || status >= 500;
  }

  /** As long as the API asks for in seconds; where it does not, longer each time. */
  private static Duration wait(HttpResponse<byte[]> answer, int attempt) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .flatMap(
            it ->
                SECONDS.matcher(it).matches()
                    ? Optional.of(Duration.ofSeconds(Long.parseLong(it)))
                    : Optional.empty())
        .orElse(FIRST_PAUSE.multipliedBy(1L << attempt));
  }

  private HttpResponse<byte[]> answered(HttpResponse<byte[]> answer) throws UnknownWorkspace {
    int status = answer.statusCode();
    return switch (status) {
      case 200, 400, 404 -> answer;
      case 401, 403 ->
          // API Gateway says 403 also of a key that nobody has.
          throw fault("does not accept the key (status %d).".formatted(status), OTHER_KEY);
      case 301, 302, 303, 307, 308 ->
          throw fault(
              "sends to another address, and the key goes nowhere else.",
              "Give the address that the API has now.");
      case 429 -> throw fault("has had too many requests.", "Try again later.");
      default ->
          throw isBusy(status)
              ? fault("fails (status %d).".formatted(status), "Try again later.")
              : strange(status);
    };
  }

  /** What a status means that an API of workspaces does not give. */
  UnknownWorkspace strange(int status) {
    return fault(
        "does not answer as an API of workspaces does (status %d).".formatted(status),
        "Check the address.");
  }

  private UnknownWorkspace fault(String what, String remedy) {
    return new UnknownWorkspace("%s %s %s".formatted(address, what, remedy), null);
  }

  private UnknownWorkspace unreachable(IOException e) {
    String what =
        e instanceof SSLException
            ? "cannot be trusted: its certificate or its TLS is none that this Java takes. Check the"
                + " address, and whom Java trusts (javax.net.ssl.trustStore)."
            : "cannot be asked: there is no connection, or no whole answer of at most %d bytes in %d"
                    .formatted(MOST_BYTES, TO_END.toSeconds())
                + " s. Check the address and the network.";
    return new UnknownWorkspace("%s %s".formatted(address, what), e);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
