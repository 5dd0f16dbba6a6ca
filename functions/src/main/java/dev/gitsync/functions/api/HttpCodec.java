package dev.gitsync.functions.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Events of an HTTP API, payload format 2.0, to requests, and answers back. */
public final class HttpCodec {

  private static final Logger LOG = LoggerFactory.getLogger(HttpCodec.class);
  private static final String PREFIX = "/api/v1/";

  private HttpCodec() {}

  /** Answers an event. An error of ours shows nothing but that it is one. */
  public static APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event, Router router) {
    try {
      return encode(decode(event).map(router::answer).orElseGet(HttpCodec::badEvent));
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("a request failed");
      String message = "Something went wrong on our side. The log has the details.";
      return encode(new Response(500, Mapping.of("message", new Text(message))));
    }
  }

  private static Response badEvent() {
    return ApiProblem.badRequest("The request cannot be read.").response();
  }

  private static Optional<Request> decode(APIGatewayV2HTTPEvent event) {
    try {
      String path = Optional.ofNullable(event.getRawPath()).orElse("");
      List<String> parts =
          path.startsWith(PREFIX)
              ? Arrays.stream(path.substring(PREFIX.length()).split("/"))
                  .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
                  .toList()
              : List.of();
      return Optional.of(
          new Request(
              event.getRequestContext().getHttp().getMethod(),
              parts,
              Optional.ofNullable(event.getQueryStringParameters()).orElse(Map.of()),
              headers(event),
              body(event)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Map<String, String> headers(APIGatewayV2HTTPEvent event) {
    var headers = new HashMap<String, String>();
    Optional.ofNullable(event.getHeaders())
        .orElse(Map.of())
        .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    return headers;
  }

  private static byte[] body(APIGatewayV2HTTPEvent event) {
    String body = Optional.ofNullable(event.getBody()).orElse("");
    return event.getIsBase64Encoded()
        ? Base64.getDecoder().decode(body)
        : body.getBytes(StandardCharsets.UTF_8);
  }

  private static APIGatewayV2HTTPResponse encode(Response response) {
    var headers = new HashMap<>(Map.of("Cache-Control", "no-store"));
    var builder = APIGatewayV2HTTPResponse.builder().withStatusCode(response.status());
    if (!(response.body() instanceof Node.Null)) {
      headers.put("Content-Type", "application/json");
      builder.withBody(Json.write(response.body()));
    }
    if (response.status() == 503) {
      headers.put("Retry-After", "2");
    }
    if (response.status() == 401) {
      headers.put("WWW-Authenticate", "Bearer");
    }
    return builder.withHeaders(headers).build();
  }
}
