package dev.gitsync.local.http;

import dev.gitsync.local.aws.LocalAccount;
import dev.gitsync.local.template.Route;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request that fits a route, as the events that its authorizer and its function get. See <a
 * href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">payload
 * format 2.0</a>.
 */
record RoutedRequest(Request request, Route route, Map<String, String> parameters) {
  private static final Pattern TEXT =
      Pattern.compile("text/.*|application/(.*\\+)?(json|xml|javascript)");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * The event of the route's function.
   *
   * @param authorizer what the route's authorizer answered; empty where it has none
   */
  String event(byte[] body, ObjectNode authorizer) {
    ObjectNode event = head();
    if (!authorizer.isEmpty()) {
      event.withObject("requestContext").set("authorizer", authorizer);
    }
    body(event, body);
    return event.toString();
  }

  /** The event of the route's authorizer; nothing when the request lacks the header it is for. */
  Optional<String> authorizerEvent(String header) {
    ObjectNode event = head();
    String identity = event.path("headers").path(header).asString("");
    if (identity.isEmpty()) {
      return Optional.empty();
    }
    event.put("type", "REQUEST");
    String resource = "local/$default/" + request.getMethod() + request.getHttpURI().getPath();
    event.put("routeArn", LocalAccount.arn("execute-api", resource));
    event.putArray("identitySource").add(identity);
    return Optional.of(event.toString());
  }

  /** What both events have. */
  private ObjectNode head() {
    ObjectNode event = JsonMapper.shared().createObjectNode();
    event.put("version", "2.0");
    event.put("routeKey", route.key());
    event.put("rawPath", request.getHttpURI().getPath());
    String query = request.getHttpURI().getQuery();
    event.put("rawQueryString", query == null ? "" : query);
    headers(event);
    query(event);
    if (!parameters.isEmpty()) {
      ObjectNode path = event.putObject("pathParameters");
      parameters.forEach((name, value) -> path.put(name, decode(value)));
    }
    context(event.putObject("requestContext"));
    return event;
  }

  /** Header names in lower case, repeated ones joined by commas, cookies apart. */
  private void headers(ObjectNode event) {
    Map<String, String> headers = new TreeMap<>();
    ArrayNode cookies = JsonMapper.shared().createArrayNode();
    for (HttpField field : request.getHeaders()) {
      if (field.getHeader() == HttpHeader.COOKIE) {
        for (String cookie : field.getValue().split(";\\s*", -1)) {
          cookies.add(cookie);
        }
      } else {
        headers.merge(
            field.getLowerCaseName(),
            String.valueOf(field.getValue()),
            (one, other) -> one + "," + other);
      }
    }
    if (!cookies.isEmpty()) {
      event.set("cookies", cookies);
    }
    ObjectNode node = event.putObject("headers");
    headers.forEach(node::put);
  }

  private void query(ObjectNode event) {
    Fields fields = Request.extractQueryParameters(request);
    if (!fields.isEmpty()) {
      ObjectNode node = event.putObject("queryStringParameters");
      fields.forEach(field -> node.put(field.getName(), String.join(",", field.getValues())));
    }
  }

  private void context(ObjectNode context) {
    Instant now = Instant.now();
    context.put("accountId", LocalAccount.ID);
    context.put("apiId", "local");
    context.put("domainName", Request.getServerName(request));
    context.put("domainPrefix", "local");
    ObjectNode http = context.putObject("http");
    http.put("method", request.getMethod());
    http.put("path", request.getHttpURI().getPath());
    http.put("protocol", request.getConnectionMetaData().getProtocol());
    http.put("sourceIp", Request.getRemoteAddr(request));
    http.put("userAgent", Optional.ofNullable(request.getHeaders().get("User-Agent")).orElse(""));
    context.put("requestId", UUID.randomUUID().toString());
    context.put("routeKey", route.key());
    context.put("stage", "$default");
    context.put("time", TIME.format(now));
    context.put("timeEpoch", now.toEpochMilli());
  }

  /** Text as it is, anything else in base64, as the content type says. */
  private void body(ObjectNode event, byte[] body) {
    if (body.length == 0) {
      event.put("isBase64Encoded", false);
      return;
    }
    Optional<String> text = isText() ? utf8(body) : Optional.empty();
    event.put("body", text.orElseGet(() -> Base64.getEncoder().encodeToString(body)));
    event.put("isBase64Encoded", text.isEmpty());
  }

  private boolean isText() {
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    if (type == null) {
      return true;
    }
    int end = type.indexOf(';');
    String bare = end < 0 ? type : type.substring(0, end);
    return TEXT.matcher(bare.strip().toLowerCase(Locale.ROOT)).matches();
  }

  private static Optional<String> utf8(byte[] body) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** Percent-decodes; a plus sign in a path is itself. */
  private static String decode(String value) {
    return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
