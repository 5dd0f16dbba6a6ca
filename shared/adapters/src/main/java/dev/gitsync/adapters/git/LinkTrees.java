package dev.gitsync.adapters.git;

import dev.gitsync.adapters.git.Tree.Entry;
import dev.gitsync.adapters.git.wire.GitObject;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.RepoPath;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * Finds files in commits, and what concerns a link. Fetches only the folders on the way, all those
 * of one depth together.
 */
record LinkTrees(RemoteObjects objects, LinkLayout layout) {

  /** What is at some paths of a commit, folders left out. */
  Map<RepoPath, Entry> find(ObjectId commit, Collection<RepoPath> paths) throws IOException {
    objects.needCommits(Set.of(commit));
    var found = new HashMap<RepoPath, Entry>();
    entries(Set.of(commit), paths.stream().map(RepoPath::value).collect(Collectors.toSet()))
        .getOrDefault(commit, Map.of())
        .forEach(
            (path, entry) -> {
              if (!entry.isFolder()) {
                found.put(new RepoPath(path), entry);
              }
            });
    return found;
  }

  /** Fetches what is needed to compare commits. */
  Map<ObjectId, View> views(Set<ObjectId> commits) throws IOException {
    objects.needCommits(commits);
    Map<ObjectId, Map<String, Entry>> places =
        entries(commits, places().map(RepoPath::value).collect(Collectors.toSet()));
    objects.needTrees(
        commits,
        places.values().stream()
            .flatMap(entries -> entries.values().stream())
            .filter(Entry::isFolder)
            .map(Entry::id)
            .collect(Collectors.toSet()));
    return places.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, at -> new View(this, at.getValue())));
  }

  /**
   * Of what a link needs of a commit, all that is here, the commit first: the folders on its path
   * and the files that were read. Asks nobody.
   */
  List<GitObject> here(ObjectId commit) {
    var found = new LinkedHashMap<ObjectId, GitObject>();
    Optional<GitObject> root =
        take(found, commit)
            .map(it -> RevCommit.parse(it.content()).getTree().copy())
            .flatMap(tree -> take(found, tree));
    if (root.isPresent()) {
      places().forEach(place -> takePlace(found, Tree.parse(root.get()), place.value()));
    }
    return List.copyOf(found.values());
  }

  private Optional<GitObject> take(Map<ObjectId, GitObject> found, ObjectId id) {
    Optional<GitObject> object = objects.find(id);
    object.ifPresent(it -> found.put(id, it));
    return object;
  }

  private void takePlace(Map<ObjectId, GitObject> found, Tree folder, String path) {
    int slash = path.indexOf('/');
    Optional<Entry> entry = folder.find(slash < 0 ? path : path.substring(0, slash));
    Optional<GitObject> object = entry.flatMap(it -> take(found, it.id()));
    if (object.isEmpty() || !entry.get().isFolder()) {
      return;
    }
    Tree inside = Tree.parse(object.get());
    if (slash < 0) {
      inside.entries().stream().filter(Entry::isFile).forEach(it -> take(found, it.id()));
    } else {
      takePlace(found, inside, path.substring(slash + 1));
    }
  }

  private Stream<RepoPath> places() {
    return Stream.concat(layout.folders().stream(), Stream.of(layout.aliases(), layout.manifest()));
  }

  /** What is at some paths of commits that are here. */
  private Map<ObjectId, Map<String, Entry>> entries(Set<ObjectId> commits, Set<String> paths)
      throws IOException {
    var folders = new HashMap<ObjectId, Map<String, ObjectId>>();
    for (ObjectId commit : commits) {
      folders.put(commit, Map.of("", objects.commit(commit).getTree().copy()));
    }
    var found = new HashMap<ObjectId, Map<String, Entry>>();
    for (Set<String> level : levels(paths)) {
      objects.needTrees(commits, needed(folders.values(), level));
      for (ObjectId commit : commits) {
        Map<String, Entry> at = children(folders.getOrDefault(commit, Map.of()), level);
        found.computeIfAbsent(commit, id -> new HashMap<>()).putAll(at);
        folders.put(commit, folders(at));
      }
    }
    found.values().forEach(at -> at.keySet().retainAll(paths));
    return found;
  }

  /** The paths and all folders on the way to them, by depth, those at the root first. */
  private static Collection<Set<String>> levels(Set<String> paths) {
    var levels = new TreeMap<Long, Set<String>>();
    for (String path : paths) {
      String at = path;
      while (!at.isEmpty() && levels.computeIfAbsent(depth(at), d -> new HashSet<>()).add(at)) {
        at = parent(at);
      }
    }
    return levels.values();
  }

  private static long depth(String path) {
    return path.chars().filter(c -> c == '/').count();
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  private static Set<ObjectId> needed(
      Collection<Map<String, ObjectId>> folders, Set<String> level) {
    Set<String> parents = level.stream().map(LinkTrees::parent).collect(Collectors.toSet());
    return folders.stream()
        .flatMap(at -> at.entrySet().stream())
        .filter(folder -> parents.contains(folder.getKey()))
        .map(Map.Entry::getValue)
        .collect(Collectors.toSet());
  }

  private Map<String, Entry> children(Map<String, ObjectId> folders, Set<String> level) {
    var children = new HashMap<String, Entry>();
    Map<String, List<String>> byParent =
        level.stream().collect(Collectors.groupingBy(LinkTrees::parent));
    byParent.forEach(
        (parent, paths) -> {
          if (folders.containsKey(parent)) {
            Tree tree = objects.tree(folders.get(parent));
            paths.forEach(
                path -> tree.find(name(path)).ifPresent(entry -> children.put(path, entry)));
          }
        });
    return children;
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static Map<String, ObjectId> folders(Map<String, Entry> entries) {
    return entries.entrySet().stream()
        .filter(at -> at.getValue().isFolder())
        .collect(Collectors.toMap(Map.Entry::getKey, at -> at.getValue().id()));
  }

  /**
   * What concerns the link in one commit.
   *
   * @param places what is at the paths of its folders and its files at the root
   */
  record View(LinkTrees trees, Map<String, Entry> places) {

    /** The link's files. */
    Set<RepoPath> files() {
      return trees
          .places()
          .flatMap(place -> files(place).keySet().stream())
          .collect(Collectors.toSet());
    }

    /** The link's files that are not the same in another commit. */
    Set<RepoPath> differences(View other) {
      return trees
          .places()
          .filter(place -> !at(place).equals(other.at(place)))
          .flatMap(place -> differences(files(place), other.files(place)))
          .collect(Collectors.toSet());
    }

    /** The files of a commit that has nothing before it all differ. */
    static View empty(LinkTrees trees) {
      return new View(trees, Map.of());
    }

    private static Stream<RepoPath> differences(
        Map<RepoPath, Entry> one, Map<RepoPath, Entry> other) {
      return Stream.concat(one.keySet().stream(), other.keySet().stream())
          .filter(
              path ->
                  !Optional.ofNullable(one.get(path)).equals(Optional.ofNullable(other.get(path))));
    }

    private Optional<Entry> at(RepoPath place) {
      return Optional.ofNullable(places.get(place.value()));
    }

    private Map<RepoPath, Entry> files(RepoPath place) {
      var files = new HashMap<RepoPath, Entry>();
      at(place)
          .ifPresent(
              entry -> {
                if (!entry.isFolder()) {
                  put(files, place.value(), entry);
                } else {
                  trees.objects.tree(entry.id()).entries().stream()
                      .filter(child -> !child.isFolder())
                      .forEach(child -> put(files, place + "/" + child.name(), child));
                }
              });
      return files;
    }

    private void put(Map<RepoPath, Entry> files, String path, Entry entry) {
      RepoPath.parse(path).filter(trees.layout::concerns).ifPresent(at -> files.put(at, entry));
    }
  }
}
