package dev.gitsync.local;

import dev.gitsync.local.http.Loopback;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Stands between functions and DynamoDB, and does to their calls what a test asks for. A function
 * calls it under a path that is its title.
 */
final class DynamoProxy extends Handler.Abstract implements AutoCloseable {
  private static final Set<String> HOP_BY_HOP =
      Set.of("host", "content-length", "connection", "expect", "transfer-encoding", "upgrade");

  /** A call of a function: {@code Outbound}, {@code TransactWriteItems}. */
  record Call(String function, String action) {}

  /** An error in place of an answer. */
  record Refusal(int status, String type) {
    static final Refusal THROTTLED =
        new Refusal(400, "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException");
    static final Refusal BROKEN =
        new Refusal(500, "com.amazonaws.dynamodb.v20120810#InternalServerError");

    byte[] body() {
      return "{\"__type\":\"%s\",\"message\":\"By a test\"}"
          .formatted(type)
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  /** What becomes of a call: it is refused, or passes. A rule may keep a call waiting. */
  @FunctionalInterface
  interface Rule {
    Rule PASS = call -> Optional.empty();

    Optional<Refusal> judge(Call call) throws Exception;
  }

  private final HttpClient client = HttpClient.newHttpClient();
  private final Loopback server = Loopback.serve(this);
  private volatile Rule rule = Rule.PASS;

  URI uri() {
    return server.uri();
  }

  void rule(Rule next) {
    rule = next;
  }

  /** Holds the next call like this; it never reaches DynamoDB. */
  Held hold(Call wanted) {
    var held = new Held(new CompletableFuture<>(), new CompletableFuture<>());
    var first = new AtomicBoolean(true);
    rule =
        call -> {
          if (call.equals(wanted) && first.getAndSet(false)) {
            held.arrived().complete(true);
            held.released().get();
            return Optional.of(Refusal.BROKEN);
          }
          return Optional.empty();
        };
    return held;
  }

  /** A call that is held. */
  record Held(CompletableFuture<Boolean> arrived, CompletableFuture<Boolean> released) {
    void await() throws Exception {
      arrived.get(40, TimeUnit.SECONDS);
    }

    void release() {
      released.complete(true);
    }
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String target = String.valueOf(request.getHeaders().get("X-Amz-Target"));
    Optional<Refusal> refusal =
        rule.judge(
            new Call(
                request.getHttpURI().getPath().replace("/", ""),
                target.substring(target.indexOf('.') + 1)));
    if (refusal.isPresent()) {
      response.setStatus(refusal.get().status());
      response.getHeaders().put("Content-Type", "application/x-amz-json-1.0");
      response.write(true, ByteBuffer.wrap(refusal.get().body()), callback);
    } else {
      forward(request, response, callback);
    }
    return true;
  }

  private void forward(Request request, Response response, Callback callback) throws Exception {
    HttpRequest.Builder forwarded =
        HttpRequest.newBuilder(URI.create(System.getProperty("aws.endpointUrlDynamoDb")));
    for (HttpField header : request.getHeaders()) {
      if (!HOP_BY_HOP.contains(header.getLowerCaseName())) {
        forwarded.header(header.getName(), header.getValue());
      }
    }
    try (InputStream body = Content.Source.asInputStream(request)) {
      forwarded.POST(HttpRequest.BodyPublishers.ofByteArray(body.readAllBytes()));
    }
    HttpResponse<byte[]> answer = client.send(forwarded.build(), BodyHandlers.ofByteArray());
    response.setStatus(answer.statusCode());
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!HOP_BY_HOP.contains(name)) {
                response.getHeaders().put(name, values);
              }
            });
    response.write(true, ByteBuffer.wrap(answer.body()), callback);
  }

  @Override
  public void close() {
    server.close();
    client.close();
  }
}
