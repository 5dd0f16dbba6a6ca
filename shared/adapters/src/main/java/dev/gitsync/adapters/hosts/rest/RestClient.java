package dev.gitsync.adapters.hosts.rest;

import dev.gitsync.adapters.git.wire.Authorization;
import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node;
import dev.gitsync.flows.TryLater;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A client of one host's API, with one link's credentials, which go to the API's own origin and
 * nowhere else.
 *
 * <p>An answer has ended after 30 s and has at most {@value #MOST_BYTES} bytes. Where the host
 * fails or the connection breaks, what may be sent again is sent again, up to {@value #MOST_TRIES}
 * times in all. Where the host asks to wait for no more than {@link #SHORT_WAIT}, it is waited for;
 * otherwise {@link TryLater}.
 *
 * <p>Throws {@link dev.gitsync.flows.NeedsUser} for statuses that somebody has to see to; the codes
 * are {@code HOST-}.
 */
public final class RestClient {

  /** A wait that is worth it: a function that waits costs as much as one that works. */
  public static final Duration SHORT_WAIT = Duration.ofSeconds(5);

  private static final Duration TO_END = Duration.ofSeconds(30);
  private static final int MOST_BYTES = 8 << 20;
  private static final int MOST_TRIES = 3;
  private static final int MOST_REDIRECTS = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

  private final Dialect dialect;
  private final String base;
  private final Authorization authorization;
  private final Supplier<HttpClient> client;
  private final Pace pace;
  private final RestFailure failures;
  private final AtomicInteger requests = new AtomicInteger();

  RestClient(
      Dialect dialect,
      URI base,
      Authorization authorization,
      Supplier<HttpClient> client,
      Pace pace) {
    this.dialect = dialect;
    this.base = base.toString().replaceAll("/+$", "");
    this.authorization = authorization;
    this.client = client;
    this.pace = pace;
    this.failures = new RestFailure(dialect, base.getHost());
  }

  /** How many requests it has sent. */
  public int requests() {
    return requests.get();
  }

  /** What the host answers: a 2xx, or a status that the call accepts. */
  public RestAnswer send(RestCall call) {
    URI address = URI.create(base + call.path());
    int redirects = 0;
    for (int attempt = 1; ; attempt++) {
      Optional<HttpResponse<byte[]>> response = attempt(call, address, attempt);
      if (response.isEmpty()) {
        continue;
      }
      int status = response.get().statusCode();
      if (status / 100 == 2 || call.accepted().contains(status)) {
        return answer(call, response.get());
      }
      Optional<URI> moved = Redirects.target(call, address, response.get());
      if (moved.isPresent() && redirects++ < MOST_REDIRECTS) {
        address = moved.get();
        attempt--;
        continue;
      }
      waitOrFail(call, response.get(), attempt);
    }
  }

  /**
   * The pages of a list, from the first on, for as long as somebody takes them.
   *
   * @param mostPages after which no more are asked for
   */
  public Pages pages(RestCall first, Pages.Next next, int mostPages) {
    return new Pages(this, first, next, mostPages);
  }

  /** The base of the API, for what leads on to another page. */
  String base() {
    return base;
  }

  /** What is thrown when a page does not lead on as it should. */
  TryLater notUnderstood(RestCall call, Exception cause) {
    return failures.notUnderstood(call, cause);
  }

  private Optional<HttpResponse<byte[]>> attempt(RestCall call, URI address, int attempt) {
    try {
      return Optional.of(exchange(request(call, address)));
    } catch (IOException e) {
      if (call.repeat() == RestCall.Repeat.NEVER || attempt >= MOST_TRIES) {
        throw failures.of(e);
      }
      pause(FIRST_PAUSE.multipliedBy(1L << attempt));
      return Optional.empty();
    }
  }

  private HttpRequest request(RestCall call, URI address) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(TO_END)
            .header("User-Agent", "git-sync")
            .header("Authorization", authorization.header());
    dialect.headers().forEach(request::header);
    if (!dialect.headers().containsKey("Accept")) {
      request.header("Accept", "application/json");
    }
    if (call.body().isPresent()) {
      request.header("Content-Type", "application/json");
    }
    BodyPublisher body =
        call.body()
            .map(it -> BodyPublishers.ofString(Json.write(it)))
            .orElseGet(BodyPublishers::noBody);
    return request.method(call.method().name(), body).build();
  }

  private HttpResponse<byte[]> exchange(HttpRequest request) throws IOException {
    requests.incrementAndGet();
    CompletableFuture<HttpResponse<byte[]>> future =
        client
            .get()
            .sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
    try {
      return future.get(TO_END.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      future.cancel(true);
      throw interrupted(e);
    } catch (TimeoutException e) {
      future.cancel(true);
      throw new IOException("The answer did not end within " + TO_END + ".", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    }
  }

  private RestAnswer answer(RestCall call, HttpResponse<byte[]> response) {
    byte[] body = response.body();
    try {
      Node json = body.length == 0 ? new Node.Null() : Json.read(body);
      return RestAnswer.of(response.statusCode(), response.headers(), json, dialect.name());
    } catch (Json.Malformed e) {
      if (response.statusCode() / 100 != 2) {
        return RestAnswer.of(
            response.statusCode(), response.headers(), new Node.Null(), dialect.name());
      }
      throw failures.notUnderstood(call, e);
    }
  }

  /** Comes back when it is time to try again. */
  private void waitOrFail(RestCall call, HttpResponse<byte[]> response, int attempt) {
    int status = response.statusCode();
    HttpHeaders headers = response.headers();
    Optional<Duration> asked = Patience.asked(headers, pace.clock().instant());
    boolean tooMany = Patience.isTooMany(status, headers);
    if (tooMany) {
      if (attempt >= MOST_TRIES || asked.filter(it -> it.compareTo(SHORT_WAIT) <= 0).isEmpty()) {
        throw failures.tooMany(asked);
      }
      pause(asked.get());
      return;
    }
    boolean again = status >= 500 && call.repeat() == RestCall.Repeat.SAFE && attempt < MOST_TRIES;
    Duration time = asked.orElse(FIRST_PAUSE.multipliedBy(1L << attempt));
    if (!again || time.compareTo(SHORT_WAIT) > 0) {
      throw failures.of(call, status, headers, words(response));
    }
    pause(time);
  }

  private String words(HttpResponse<byte[]> response) {
    try {
      Fields json = new Fields(dialect.name(), "", Json.read(response.body()));
      return HostWords.of(dialect.words().apply(json), authorization.header());
    } catch (Json.Malformed | IOException e) {
      return "";
    }
  }

  private void pause(Duration time) {
    try {
      pace.pause().of(time);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private TryLater interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new TryLater("HOST-001", "Interrupted while waiting for " + dialect.name() + ".", e);
  }

  /** All items of a list whose pages are lists, as far as it is asked for. */
  public List<Fields> items(RestCall first, Pages.Next next, int mostPages) {
    return pages(first, next, mostPages).stream()
        .flatMap(it -> it.json().items().stream())
        .toList();
  }

  @Override
  public String toString() {
    return "RestClient[" + base + "]";
  }
}
