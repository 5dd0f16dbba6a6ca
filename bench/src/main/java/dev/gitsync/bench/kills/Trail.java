package dev.gitsync.bench.kills;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The activity log of a workspace.
 *
 * @param entries the newest first
 */
record Trail(String workspace, List<Entry> entries) {

  Trail {
    entries = List.copyOf(entries);
  }

  /** Which way an edit went. */
  enum Direction {
    INBOUND,
    OUTBOUND
  }

  /**
   * An entry.
   *
   * @param outcome such as {@code committed}
   * @param commit empty where there is none
   * @param before the tokens that the resource had until then
   * @param after the tokens that it has since
   * @param disputed the tokens that its conflicts tell of
   * @param what all that makes it the same as another, which its time does not
   */
  record Entry(
      Direction direction,
      String outcome,
      String commit,
      Set<String> before,
      Set<String> after,
      Set<String> disputed,
      String what) {

    static Entry of(JsonNode json) {
      String what =
          List.of("direction", "resource", "action", "outcome", "commit", "before", "after")
              .stream()
              .map(field -> json.path(field).toString())
              .reduce("", (all, next) -> all + " " + next);
      return new Entry(
          Direction.valueOf(json.at("/direction").asString()),
          json.at("/outcome").asString(),
          json.at("/commit").asString(""),
          tokens(json.at("/before")),
          tokens(json.at("/after")),
          tokens(json.at("/conflicts")),
          what);
    }

    private static Set<String> tokens(JsonNode node) {
      var tokens = new HashSet<String>();
      History.tokens(node.toString(), tokens::add);
      return tokens;
    }

    /** The tokens that the resource has since then, and did not have before. */
    Set<String> brought() {
      var brought = new HashSet<>(after);
      brought.removeAll(before);
      return brought;
    }

    /** Whether the commit is the edit's own, and not only where the branch was then. */
    boolean isCommitted() {
      return direction == Direction.OUTBOUND && outcome.equals("committed");
    }

    /** Whether whoever made the edit had seen {@code token}, or is told that it was there. */
    boolean knows(String token) {
      return before.contains(token) || disputed.contains(token);
    }
  }

  static Trail read(Api api) throws IOException, InterruptedException {
    var entries = new ArrayList<Entry>();
    String before = "";
    while (true) {
      JsonNode page = api.get("/git-sync/activity?limit=100" + before);
      page.at("/data").forEach(it -> entries.add(Entry.of(it)));
      if (page.at("/next").isNull()) {
        return new Trail(api.workspace(), entries);
      }
      before = "&before=" + page.at("/next").asString();
    }
  }
}
