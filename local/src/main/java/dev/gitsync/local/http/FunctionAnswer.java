package dev.gitsync.local.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a function returned for a request. */
record FunctionAnswer(
    int status, Map<String, String> headers, List<String> cookies, ByteBuffer body) {

  static FunctionAnswer parse(String json) {
    JsonNode answer = JsonMapper.shared().readTree(json);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Content-Type", "application/json");
    answer
        .path("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().asString()));
    String body = answer.path("body").asString("");
    return new FunctionAnswer(
        answer.path("statusCode").asInt(200),
        headers,
        answer.path("cookies").valueStream().map(JsonNode::asString).toList(),
        ByteBuffer.wrap(
            answer.path("isBase64Encoded").asBoolean(false)
                ? Base64.getDecoder().decode(body)
                : body.getBytes(StandardCharsets.UTF_8)));
  }

  void send(Response response, Callback callback) {
    response.setStatus(status);
    headers.forEach((name, value) -> response.getHeaders().put(name, value));
    cookies.forEach(cookie -> response.getHeaders().add("Set-Cookie", cookie));
    response.write(true, body, callback);
  }
}
