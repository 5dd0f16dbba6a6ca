package dev.gitsync.core.check;

import dev.gitsync.core.resource.Sync;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.core.tree.TreePath;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * The columns that a sync reads of its model, with where its config says so. Destinations know many
 * shapes, and a {@code from} may be the sender of an e-mail: what counts is a mapping of type
 * {@code standard}, one that says nothing but {@code from} and {@code to} in a list of mappings,
 * and the {@code lookup} of a reference.
 */
final class ColumnsRead {

  private static final String FROM = "from";
  private static final String TO = "to";

  /** By name, the first place that counts. */
  private final SequencedMap<String, TreePath> columns = new LinkedHashMap<>();

  private ColumnsRead() {}

  /** The columns of a sync, each with the first place in the sync's document that reads it. */
  static SequencedMap<String, TreePath> of(Sync sync) {
    var read = new ColumnsRead();
    read.walk(TreePath.of("config"), "config", sync.config());
    return read.columns;
  }

  /** Those that a SELECT does not give, by name. */
  static Map<String, TreePath> missing(Sync sync, SelectColumns given) {
    var missing = new TreeMap<String, TreePath>();
    of(sync)
        .forEach(
            (name, place) -> {
              if (!given.has(name)) {
                missing.put(name, place);
              }
            });
    return missing;
  }

  private void walk(TreePath path, String key, Node node) {
    switch (node) {
      case Mapping mapping -> {
        if (isMapping(key, mapping) || isLookup(key, mapping)) {
          add(path.key(FROM), mapping.text(FROM).orElse(""));
        }
        mapping.entries().forEach((name, value) -> walk(path.key(name), name, value));
      }
      case Sequence(var items) -> {
        for (int i = 0; i < items.size(); i++) {
          walk(path.index(i), key, items.get(i));
        }
      }
      case Node.Null _, Node.Bool _, Node.Num _, Text _ -> {}
    }
  }

  private static boolean isMapping(String key, Mapping mapping) {
    boolean isSaid =
        mapping.get("type").equals(Optional.of(new Text("standard")))
            && mapping.text(TO).isPresent();
    boolean isAmongMappings = key.endsWith("appings") || key.endsWith("apping");
    return isSaid || (isAmongMappings && mapping.entries().keySet().equals(Set.of(FROM, TO)));
  }

  private static boolean isLookup(String key, Mapping mapping) {
    return key.equals("lookup") && mapping.text("by").isPresent();
  }

  /** A path into a column, or a template, names more than a column. */
  private void add(TreePath path, String name) {
    boolean isPlain =
        !name.isBlank() && name.chars().noneMatch(c -> ".[](){}:$\"'`".indexOf(c) >= 0);
    if (isPlain) {
      columns.putIfAbsent(name, path);
    }
  }
}
