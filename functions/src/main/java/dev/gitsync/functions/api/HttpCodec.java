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

  /** Requests with API keys, and those of people who signed in. */
  private static final List<String> PREFIXES = List.of("/api/v1/", "/sso/v1/");

  /** The largest body that is taken, in bytes. */
  private static final int LARGEST_BODY = 1 << 20;

  /** As many characters of base64 as the largest body has. */
  private static final int LARGEST_BASE64 = (LARGEST_BODY + 2) / 3 * 4;

  private HttpCodec() {}

  /** Answers an event. An error of ours shows nothing but that it is one. */
  public static APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event, Router router) {
    try {
      return encode(respond(event, router));
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("a request failed");
      String message = "Something went wrong on our side. The log has the details.";
      return encode(new Response(500, Mapping.of("message", new Text(message))));
    }
  }

  private static Response respond(APIGatewayV2HTTPEvent event, Router router) {
    try {
      return router.answer(decode(event));
    } catch (ApiProblem e) {
      return e.response();
    }
  }

  static Request decode(APIGatewayV2HTTPEvent event) throws ApiProblem {
    try {
      return new Request(
          event.getRequestContext().getHttp().getMethod(),
          path(Optional.ofNullable(event.getRawPath()).orElse("")),
          Optional.ofNullable(event.getQueryStringParameters()).orElse(Map.of()),
          headers(event),
          body(event),
          Identity.of(event));
    } catch (IllegalArgumentException e) {
      throw ApiProblem.badRequest("The request cannot be read.");
    }
  }

  private static List<String> path(String raw) {
    return PREFIXES.stream()
        .filter(raw::startsWith)
        .flatMap(prefix -> Arrays.stream(raw.substring(prefix.length()).split("/")))
        .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
        .toList();
  }

  private static Map<String, String> headers(APIGatewayV2HTTPEvent event) {
    var headers = new HashMap<String, String>();
    Optional.ofNullable(event.getHeaders())
        .orElse(Map.of())
        .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    return headers;
  }

  private static byte[] body(APIGatewayV2HTTPEvent event) throws ApiProblem {
    String body = Optional.ofNullable(event.getBody()).orElse("");
    boolean isBase64 = event.getIsBase64Encoded();
    if (body.length() > (isBase64 ? LARGEST_BASE64 : LARGEST_BODY)) {
      throw ApiProblem.tooLarge();
    }
    byte[] bytes =
        isBase64 ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > LARGEST_BODY) {
      throw ApiProblem.tooLarge();
    }
    return bytes;
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
