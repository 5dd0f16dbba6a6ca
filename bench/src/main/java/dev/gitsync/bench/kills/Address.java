package dev.gitsync.bench.kills;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a running system is, as its {@code local.json} says.
 *
 * @param keys the API keys by workspace
 * @param authorization the header that the repository wants
 */
record Address(URI api, Map<String, String> keys, URI repository, String authorization) {

  static Address read(Path file) {
    JsonNode json = JsonMapper.shared().readTree(file.toFile());
    var keys = new TreeMap<String, String>();
    json.at("/workspaces")
        .forEach(it -> keys.put(it.at("/id").asString(), it.at("/apiKey").asString()));
    String user =
        json.at("/repository/username").asString()
            + ":"
            + json.at("/repository/password").asString();
    String encoded = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    return new Address(
        URI.create(json.at("/api").asString()),
        keys,
        URI.create(json.at("/repository/url").asString()),
        "Authorization: Basic " + encoded);
  }

  @Override
  public String toString() {
    return "Address[" + api + "]";
  }
}
