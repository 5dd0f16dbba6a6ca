package dev.gitsync.bench.kills;

import dev.gitsync.bench.kills.Cell.Sharing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The models and syncs that everybody edits, and who edits which part.
 *
 * <p>All descriptions of the first two models are edited by all, and so are lines of the last
 * model's SQL. All else has one writer, so that it is known what it must say in the end.
 */
final class Sample {

  static final String STAGING = "acme-staging";
  static final String PRODUCTION = "acme-production";
  static final List<String> WORKSPACES = List.of(STAGING, PRODUCTION);

  private static final int MODELS = 4;
  private static final int SYNCS = 3;
  private static final int CONTENDED = 2;
  private static final int LINES = 6;
  private static final int LAST = MODELS - 1;

  private Sample() {}

  /** Makes all of it, in one workspace: the other gets it by Git. */
  static void plant(Api api) throws IOException, InterruptedException {
    for (int i = 0; i < MODELS; i++) {
      expect(api, "/models", model(api, model(i)));
    }
    for (int i = 0; i < SYNCS; i++) {
      expect(api, "/syncs", sync(api, i));
    }
  }

  private static void expect(Api api, String path, String body)
      throws IOException, InterruptedException {
    Api.Answer answer = api.call("POST", path, body);
    if (!answer.isAccepted()) {
      throw new IOException("POST " + path + ": " + answer);
    }
  }

  /** The body of a new model. */
  static String model(Api api, String slug) throws IOException, InterruptedException {
    var body = JsonMapper.shared().createObjectNode();
    body.put("name", slug).put("slug", slug).put("description", "start").put("isSchema", false);
    body.put("queryType", "raw_sql").put("primaryKey", "start");
    body.put("sourceId", api.all("sources").getFirst().at("/id").asString());
    body.putObject("raw").put("sql", sql());
    return body.toString();
  }

  private static String sql() {
    return IntStream.range(0, LINES)
        .mapToObj("  start AS c%1$d,\n  id AS id%1$d,\n  'same' AS same%1$d,\n"::formatted)
        .collect(Collectors.joining("", "SELECT\n", "FROM t"));
  }

  private static String sync(Api api, int i) throws IOException, InterruptedException {
    var body = JsonMapper.shared().createObjectNode();
    body.put("slug", sync(i)).put("description", "start").put("disabled", true);
    body.put("modelId", api.find("models", model(i)).at("/id").asString());
    body.put("destinationId", api.all("destinations").getFirst().at("/id").asString());
    var config = body.putObject("configuration").put("mode", "upsert").put("object", "Product2");
    var mappings = config.putArray("mappings");
    for (int line = 0; line < LINES; line++) {
      mappings.addObject().put("to", "F" + line).put("from", "start");
    }
    body.putObject("schedule").put("type", "cron").put("expression", "start");
    return body.toString();
  }

  private static String model(int i) {
    return "shared-" + i;
  }

  private static String sync(int i) {
    return "shared-" + i + "-to-crm";
  }

  /** What a workspace's first editor edits: what others edit too, and one field of each model. */
  static List<Patch> firstPatches(String workspace) {
    var patches = new ArrayList<Patch>();
    String field = workspace.equals(STAGING) ? "primaryKey" : "name";
    for (int i = 0; i < MODELS; i++) {
      patches.add(Patch.of("models", model(i), field, "{\"" + field + "\":\"%s\"}"));
    }
    for (int i = 0; i < CONTENDED; i++) {
      patches.add(description("models", model(i)));
    }
    return patches;
  }

  /** What a workspace's second editor edits. */
  static List<Patch> secondPatches(String workspace) {
    var patches = new ArrayList<Patch>();
    for (int i = 0; i < SYNCS; i++) {
      patches.add(
          workspace.equals(STAGING)
              ? Patch.of(
                  "syncs",
                  sync(i),
                  "schedule",
                  "{\"schedule\":{\"type\":\"cron\",\"expression\":\"%s\"}}")
              : description("syncs", sync(i)));
    }
    patches.add(workspace.equals(STAGING) ? lastLine() : description("models", model(CONTENDED)));
    return patches;
  }

  /** The description of a resource. */
  static Patch description(String kind, String slug) {
    return Patch.of(kind, slug, "description", "{\"description\":\"%s\"}");
  }

  private static Patch lastLine() {
    int line = LINES - 1;
    Cell cell = new Cell(modelFile(LAST), "line " + line, Sharing.WITH_ITS_FIELD);
    return new Patch("models", model(LAST), cell, (current, token) -> withLine(current, token));
  }

  private static String withLine(JsonNode current, String token) {
    String sql = current.at("/raw/sql").asString();
    var body = JsonMapper.shared().createObjectNode();
    body.putObject("raw").put("sql", sql.replaceFirst(lineOf(LINES - 1), token + "$1"));
    return body.toString();
  }

  private static String lineOf(int line) {
    return "\\S+( AS c" + line + ",)";
  }

  private static String modelFile(int i) {
    return "models/" + model(i) + ".yaml";
  }

  /** What is edited in files. */
  static List<FileEdit> fileEdits() {
    var edits = new ArrayList<FileEdit>();
    for (int i = 0; i < MODELS; i++) {
      Sharing sharing = i == LAST ? Sharing.WITH_ITS_FIELD : Sharing.ALONE;
      for (int line = 0; line < LINES - 1; line++) {
        var cell = new Cell(modelFile(i), "line " + line, sharing);
        edits.add(FileEdit.of(cell, lineOf(line), "%s$1"));
      }
      Cell comment = Cell.of(modelFile(i), "comment");
      edits.add(FileEdit.of(comment, "^(isSchema: false)\\b.*$", "$1 # %s"));
    }
    for (int i = 0; i < CONTENDED; i++) {
      Cell cell = Cell.of(modelFile(i), "description");
      edits.add(FileEdit.of(cell, "^description: .*$", "description: %s"));
    }
    for (int i = 0; i < SYNCS; i++) {
      for (int line = 0; line < LINES; line++) {
        Cell cell = Cell.of("syncs/" + sync(i) + ".yaml", "item " + line);
        edits.add(FileEdit.of(cell, "(- to: F" + line + "\n\\s+from: )\\S+", "$1%s"));
      }
    }
    return edits;
  }

  /** The sync's file that gets ever more items. */
  static String growingFile() {
    return "syncs/" + sync(0) + ".yaml";
  }
}
