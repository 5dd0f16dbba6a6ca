package dev.gitsync.core.plan;

import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.tree.Node.Mapping;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds which files that are gone are there under another name. Pairs are of one kind; first those
 * that say the same, then those that say nearly the same, the most alike first. Each file is in one
 * pair at most, and of pairs that are equally alike the first by slug counts: the same files make
 * the same pairs.
 */
public final class Renames {

  /** How much of both files must be the same, of 1: as much as makes Git's own guess safe. */
  public static final double LEAST_SIMILARITY = 0.75;

  /**
   * How many pairs of a kind are compared line by line. Where there could be more, only files that
   * say the same are found, as Git does beyond its {@code diff.renameLimit}.
   */
  public static final int MOST_COMPARISONS = 400;

  private static final Comparator<Rename> BEST_FIRST =
      Comparator.comparingDouble(Rename::similarity)
          .reversed()
          .thenComparing(Rename::from)
          .thenComparing(Rename::to);

  private final SortedMap<ResourceRef, Mapping> deleted;
  private final SortedMap<ResourceRef, Mapping> created;
  private final List<Rename> found = new ArrayList<>();

  private Renames(Map<ResourceRef, Mapping> deleted, Map<ResourceRef, Mapping> created) {
    this.deleted = new TreeMap<>(deleted);
    this.created = new TreeMap<>(created);
  }

  /**
   * A resource whose file has another name.
   *
   * @param similarity how much of both is the same, from {@link #LEAST_SIMILARITY} to 1
   */
  public record Rename(ResourceRef from, ResourceRef to, double similarity) {}

  /**
   * Finds the renames, best first.
   *
   * @param deleted the resources whose files are gone, as the workspace has them
   * @param created the files that are new, as documents with their references by slug
   */
  public static List<Rename> find(
      Map<ResourceRef, Mapping> deleted, Map<ResourceRef, Mapping> created) {
    var renames = new Renames(deleted, created);
    renames.pairEqual();
    renames.pairSimilar();
    return renames.found.stream().sorted(BEST_FIRST).toList();
  }

  /** What a file says, and of what kind it is. */
  private record Said(ResourceKind kind, Mapping document) {}

  private void pairEqual() {
    var bySaid = new HashMap<Said, List<ResourceRef>>();
    created.forEach(
        (ref, document) ->
            bySaid
                .computeIfAbsent(new Said(ref.kind(), document), _ -> new ArrayList<>())
                .add(ref));
    for (ResourceRef from : List.copyOf(deleted.keySet())) {
      List<ResourceRef> same =
          bySaid.getOrDefault(new Said(from.kind(), document(deleted, from)), List.of());
      if (!same.isEmpty()) {
        pair(new Rename(from, same.removeFirst(), 1));
      }
    }
  }

  private void pairSimilar() {
    Map<ResourceKind, List<Rename>> candidates = new EnumMap<>(ResourceKind.class);
    for (ResourceKind kind : ResourceKind.values()) {
      candidates.put(kind, similar(kind));
    }
    candidates.values().stream()
        .flatMap(List::stream)
        .sorted(BEST_FIRST)
        .filter(it -> deleted.containsKey(it.from()) && created.containsKey(it.to()))
        .forEach(this::pair);
  }

  private List<Rename> similar(ResourceKind kind) {
    List<ResourceRef> from = deleted.keySet().stream().filter(it -> it.kind() == kind).toList();
    List<ResourceRef> to = created.keySet().stream().filter(it -> it.kind() == kind).toList();
    var similar = new ArrayList<Rename>();
    if ((long) from.size() * to.size() > MOST_COMPARISONS) {
      return similar;
    }
    List<Statements> after = to.stream().map(it -> Statements.of(document(created, it))).toList();
    for (ResourceRef each : from) {
      var before = Statements.of(document(deleted, each));
      for (int i = 0; i < to.size(); i++) {
        double similarity = before.similarity(after.get(i));
        if (similarity >= LEAST_SIMILARITY) {
          similar.add(new Rename(each, to.get(i), similarity));
        }
      }
    }
    return similar;
  }

  private static Mapping document(Map<ResourceRef, Mapping> documents, ResourceRef ref) {
    return documents.getOrDefault(ref, Mapping.empty());
  }

  private void pair(Rename rename) {
    found.add(rename);
    deleted.remove(rename.from());
    created.remove(rename.to());
  }
}
