package dev.gitsync.bench.kills;

import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;

/**
 * A way to edit a cell through the API.
 *
 * @param kind {@code models} or {@code syncs}
 * @param body makes the request's body of the resource as it is and the new value
 */
record Patch(String kind, String slug, Cell cell, BiFunction<JsonNode, String, String> body) {

  /**
   * Sets a field.
   *
   * @param body with {@code %s} for the value
   */
  static Patch of(String kind, String slug, String place, String body) {
    Cell cell = Cell.of(kind + "/" + slug + ".yaml", place);
    return new Patch(kind, slug, cell, (current, token) -> body.replace("%s", token));
  }
}
