package dev.gitsync.bench.kills;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What resources say, in one form for those of the API and those of files. */
record Meaning(Map<String, JsonNode> byFile) {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  static Meaning of(Api api) throws IOException, InterruptedException {
    var byFile = new TreeMap<String, JsonNode>();
    Map<String, String> slugs = new TreeMap<>();
    for (String kind : List.of("sources", "destinations", "models")) {
      api.all(kind).forEach(it -> slugs.put(kind + text(it, "/id"), text(it, "/slug")));
    }
    for (JsonNode model : api.all("models")) {
      byFile.put("models/" + text(model, "/slug") + ".yaml", ofModel(model, slugs));
    }
    for (JsonNode sync : api.all("syncs")) {
      byFile.put("syncs/" + text(sync, "/slug") + ".yaml", ofSync(sync, slugs));
    }
    return new Meaning(byFile);
  }

  private static JsonNode ofModel(JsonNode model, Map<String, String> slugs) {
    return NODES
        .objectNode()
        .put("name", text(model, "/name"))
        .put("source", slugs.get("sources" + text(model, "/sourceId")))
        .put("description", text(model, "/description"))
        .put("query", text(model, "/raw/sql") + text(model, "/table/name"))
        .put("primaryKey", text(model, "/primaryKey"));
  }

  private static JsonNode ofSync(JsonNode sync, Map<String, String> slugs) {
    ObjectNode node = NODES.objectNode();
    node.put("model", slugs.get("models" + text(sync, "/modelId")))
        .put("destination", slugs.get("destinations" + text(sync, "/destinationId")))
        .put("description", text(sync, "/description"));
    node.set("config", sync.at("/configuration"));
    node.set("schedule", sync.at("/schedule"));
    return node.put("paused", sync.at("/disabled").asBoolean());
  }

  /** The same of the files, by the names that they have in one workspace. */
  static Meaning of(Branch branch, String workspace) throws IOException {
    var byFile = new TreeMap<String, JsonNode>();
    JsonNode aliases = branch.aliases(workspace);
    for (String file : branch.texts().keySet()) {
      JsonNode tree = branch.parsed(file);
      byFile.put(
          file,
          file.startsWith("models/") ? ofModelFile(tree, aliases) : ofSyncFile(tree, aliases));
    }
    return new Meaning(byFile);
  }

  private static JsonNode ofModelFile(JsonNode file, JsonNode aliases) {
    return NODES
        .objectNode()
        .put("name", text(file, "/name"))
        .put("source", alias(aliases.at("/sources"), text(file, "/source")))
        .put("description", text(file, "/description"))
        .put("query", text(file, "/rawSql") + text(file, "/tableName"))
        .put("primaryKey", text(file, "/primaryKey"));
  }

  private static JsonNode ofSyncFile(JsonNode file, JsonNode aliases) {
    ObjectNode node = NODES.objectNode();
    node.put("model", text(file, "/model"))
        .put("destination", alias(aliases.at("/destinations"), text(file, "/destination")))
        .put("description", text(file, "/description"));
    node.set("config", file.at("/config"));
    node.set("schedule", file.at("/schedule"));
    return node.put("paused", file.at("/schedulePaused").asBoolean());
  }

  private static String alias(JsonNode aliases, String name) {
    return aliases.has(name) ? text(aliases.get(name), "") : name;
  }

  private static String text(JsonNode node, String pointer) {
    return node.at(pointer).asString("");
  }

  /** What is not the same in {@code other}, a line each. */
  List<String> differences(Meaning other) {
    Set<String> files = new TreeSet<>(byFile.keySet());
    files.addAll(other.byFile.keySet());
    var differences = new ArrayList<String>();
    for (String file : files) {
      JsonNode here = byFile.get(file);
      JsonNode there = other.byFile.get(file);
      if (here == null || there == null || !here.toString().equals(there.toString())) {
        differences.add("%s: %s, but %s".formatted(file, here, there));
      }
    }
    return differences;
  }
}
