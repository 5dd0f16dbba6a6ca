package dev.gitsync.testkit.sim;

import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.testkit.InMemoryGit.Commit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Somebody who works with Git, and pushes on top of what is there, or by force. */
record GitUser(World world) {

  static final Person BOB = new Person("Bob", "bob@example.com");
  private static final Person MIA = new Person("Mia", "mia@example.com");

  /**
   * Pushes one commit, if there is something to change.
   *
   * @return as a story tells it
   */
  String push(Choices choices) {
    Map<String, String> before = world.git().files();
    if (before.isEmpty()) {
      return "Bob finds an empty repository";
    }
    var change = new LinkedHashMap<String, String>();
    var files = new TreeMap<>(before);
    int parts = choices.weighted(5, 2, 1) + 1;
    for (int part = 0; part < parts; part++) {
      draw(choices, files, change);
      files.putAll(change);
    }
    change.entrySet().removeIf(it -> it.getValue().equals(before.getOrDefault(it.getKey(), "")));
    if (change.isEmpty()) {
      return "Bob finds nothing to change";
    }
    world.ledger().moved(Optional.of(world.git().commit(BOB, "Edit by hand\n", change)));
    change.forEach(
        (path, after) ->
            world.ledger().committed(path, before.getOrDefault(path, ""), after, "Bob"));
    return "Bob " + told(change, before);
  }

  private static String told(Map<String, String> change, Map<String, String> before) {
    return change.entrySet().stream()
        .map(it -> verb(it.getValue(), before.getOrDefault(it.getKey(), "")) + it.getKey())
        .collect(Collectors.joining(" and "));
  }

  private static String verb(String after, String before) {
    if (after.isEmpty()) {
      return "deletes ";
    }
    String tokens = " " + Tokens.without(Tokens.in(after), Tokens.in(before)) + " ";
    return (before.isEmpty() ? "creates" : "edits") + tokens.replace("{", "(t").replace("}", ")");
  }

  private void draw(Choices choices, Map<String, String> files, Map<String, String> change) {
    Spot spot = world.spot(choices);
    var layout =
        new LinkLayout(spot.workspace(), world.workload().settings(spot.workspace()).folder());
    ResourceRef ref = spot.ref();
    String path = layout.fileOf(ref).value();
    String text = files.getOrDefault(path, "");
    var edit = new FileEdit(ref, text, world::token);
    switch (choices.weighted(14, 3, 3, 2, 2, 3, 1, 2, 2, 2, 1)) {
      case 1 -> change.put(path, edit.comment(choices));
      case 2 -> change.put(path, text.isEmpty() ? edit.fresh() : text);
      case 3 -> change.put(path, "");
      case 4 -> change.put(path, edit.broken(choices));
      case 5 -> mend(files, change);
      case 6 -> rename(layout, path, text, choices, files, change);
      case 7 -> alias(layout, choices, files, change);
      case 8 -> change.put(path, edit.withWord(choices, aliasWord(layout, files)));
      case 9 -> change.put(path, earlier(path, choices));
      case 10 -> spoil(layout, files, change);
      default -> change.put(path, edit.edited(choices));
    }
  }

  private static void mend(Map<String, String> files, Map<String, String> change) {
    files.forEach((path, text) -> change.put(path, FileEdit.mended(text)));
  }

  private static void rename(
      LinkLayout layout,
      String path,
      String text,
      Choices choices,
      Map<String, String> files,
      Map<String, String> change) {
    String to = layout.fileOf(choices.from(Inventory.ALL)).value();
    boolean sameKind = to.contains("models/") == path.contains("models/");
    if (!text.isEmpty() && sameKind && files.getOrDefault(to, "").isEmpty()) {
      change.put(path, "");
      change.put(to, text);
    }
  }

  private void alias(
      LinkLayout layout, Choices choices, Map<String, String> files, Map<String, String> change) {
    String path = layout.aliases().value();
    boolean isNew = choices.weighted(3, 1) == 0;
    String entry = isNew ? "  " + world.token() + ": postgres\n" : "";
    change.put(path, "sources:\n" + entry + "  db: postgres\ndestinations: {}\n");
    if (files.getOrDefault(path, "").isEmpty()) {
      change.remove(path);
    }
  }

  /** The first alias of a source. */
  private static Optional<String> aliasWord(LinkLayout layout, Map<String, String> files) {
    return files
        .getOrDefault(layout.aliases().value(), "")
        .lines()
        .filter(it -> it.endsWith(": postgres") && it.startsWith("  "))
        .map(it -> it.strip().replace(": postgres", ""))
        .findFirst();
  }

  /** What the file said in one of the commits before; what it says where it was not there. */
  private String earlier(String path, Choices choices) {
    List<Commit> log = world.git().log();
    Commit commit = log.reversed().get(choices.of(Math.min(6, log.size())));
    return commit
        .files()
        .getOrDefault(new RepoPath(path), world.git().files().getOrDefault(path, ""));
  }

  private void spoil(LinkLayout layout, Map<String, String> files, Map<String, String> change) {
    String path = layout.manifest().value();
    if (files.containsKey(path)) {
      change.put(path, "# spoilt " + world.now() + "\n");
    }
  }

  /**
   * Drops the newest commits, or all of history.
   *
   * @return as a story tells it
   */
  String force(Choices choices) {
    List<Commit> log = world.git().log();
    if (log.size() < 2) {
      return "Mia finds nothing to drop";
    }
    int drop = choices.weighted(6, 3, 2, 1, 1) + 1;
    String words;
    if (drop == 5) {
      world.git().squash(MIA, "All in one\n");
      words = "Mia squashes the history into one commit";
    } else {
      int left = Math.max(0, log.size() - 1 - drop);
      world.git().forcePush(log.get(left).id());
      words = "Mia drops the newest " + (log.size() - 1 - left) + " commits by a force push";
    }
    if (choices.weighted(2, 1) == 1) {
      world.git().forget();
    }
    noteForced(log);
    return words;
  }

  private void noteForced(List<Commit> before) {
    List<Commit> after = world.git().log();
    var dropped = new ArrayList<>(before);
    dropped.removeAll(after);
    var tokens = new BitSet();
    dropped.forEach(commit -> collect(commit, tokens));
    var kept = new BitSet();
    collect(after.getLast(), kept);
    world.ledger().forced(tokens, kept);
    world.ledger().moved(world.git().tip());
    world.ledger().deliveries().reread(after, world.ledger().changes());
  }

  private static void collect(Commit commit, BitSet tokens) {
    commit.files().values().forEach(text -> Tokens.collect(text, tokens));
  }
}
