package dev.gitsync.adapters.git;

import dev.gitsync.adapters.git.Tree.Entry;
import dev.gitsync.adapters.git.wire.GitObject;
import dev.gitsync.adapters.git.wire.PackWriter;
import dev.gitsync.core.repo.Person;
import dev.gitsync.flows.port.GitRemote.CommitDraft;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;

/**
 * Makes commits in memory, each on top of the last, and of all that they bring one pack. A folder
 * that changed is told as its difference to what it was before the first of them.
 */
final class PackedCommits {

  /** In place of a file's id: it is not to be there. */
  private static final ObjectId DELETED = ObjectId.zeroId();

  private final RemoteObjects objects;
  private final Map<ObjectId, GitObject> made = new LinkedHashMap<>();
  private final Map<ObjectId, GitObject> bases = new HashMap<>();
  private final Map<String, GitObject> before = new HashMap<>();
  private final List<ObjectId> commits = new ArrayList<>();
  private Optional<ObjectId> tip;
  private Optional<ObjectId> root;

  /** Commits on top of one whose folders on the way to the files are here. */
  PackedCommits(RemoteObjects objects, Optional<ObjectId> tip) {
    this.objects = objects;
    this.tip = tip;
    this.root = tip.map(id -> objects.commit(id).getTree().copy());
  }

  void add(CommitDraft draft, Person committer, Instant now) {
    var files = new TreeMap<String, ObjectId>();
    draft.files().forEach((path, text) -> files.put(path.value(), blob(text)));
    draft.deleted().forEach(path -> files.put(path.value(), DELETED));
    Optional<ObjectId> merged = draft.merged().map(it -> ObjectId.fromString(it.value()));
    Optional<ObjectId> edited =
        merged.isPresent() ? merged.map(it -> objects.commit(it).getTree().copy()) : root;
    ObjectId tree = put("", edited, files).orElseGet(() -> make(Tree.EMPTY.object()).id());
    var builder = new CommitBuilder();
    builder.setTreeId(tree);
    tip.ifPresent(builder::addParentId);
    merged.ifPresent(builder::addParentId);
    builder.setAuthor(ident(draft.author(), draft.at()));
    builder.setCommitter(ident(committer, now));
    builder.setMessage(draft.message());
    GitObject commit = make(GitObject.of(Constants.OBJ_COMMIT, bytes(builder)));
    commits.add(commit.id());
    tip = Optional.of(commit.id());
    root = Optional.of(tree);
  }

  /** The commits' ids, in order. */
  List<ObjectId> commits() {
    return List.copyOf(commits);
  }

  /** All that the commits bring. */
  List<GitObject> objects() {
    return List.copyOf(made.values());
  }

  /** Whether the pack needs objects that the server has. */
  boolean isThin() {
    return !bases.isEmpty();
  }

  /** A pack that the server completes with the objects that it has. */
  byte[] thinPack() {
    var pack = new PackWriter();
    for (GitObject object : made.values()) {
      Optional.ofNullable(bases.get(object.id()))
          .ifPresentOrElse(base -> pack.add(object, base), () -> pack.add(object));
    }
    return pack.bytes();
  }

  /** A pack that is complete. */
  byte[] fullPack() {
    var pack = new PackWriter();
    made.values().forEach(pack::add);
    return pack.bytes();
  }

  private static PersonIdent ident(Person person, Instant at) {
    return new PersonIdent(person.name(), person.email(), at, ZoneOffset.UTC);
  }

  private static byte[] bytes(CommitBuilder builder) {
    try {
      return builder.build();
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  private ObjectId blob(String text) {
    return make(GitObject.of(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8))).id();
  }

  private GitObject make(GitObject object) {
    made.put(object.id(), object);
    return object;
  }

  private GitObject object(ObjectId id) {
    GitObject own = made.get(id);
    return own != null ? own : objects.get(id);
  }

  /**
   * Puts files into a folder; the paths begin there.
   *
   * @return empty when nothing is in the folder then
   */
  private Optional<ObjectId> put(String path, Optional<ObjectId> id, Map<String, ObjectId> files) {
    Optional<GitObject> old = id.map(this::object);
    old.ifPresent(it -> before.putIfAbsent(path, it));
    Tree tree = old.map(Tree::parse).orElse(Tree.EMPTY);
    var entries = new ArrayList<Entry>();
    var gone = new HashSet<String>();
    var folders = new TreeMap<String, Map<String, ObjectId>>();
    files.forEach(
        (file, blob) -> {
          int slash = file.indexOf('/');
          if (slash >= 0) {
            folders
                .computeIfAbsent(file.substring(0, slash), name -> new TreeMap<>())
                .put(file.substring(slash + 1), blob);
          } else if (!blob.equals(DELETED)) {
            entries.add(file(tree, file, blob));
          } else if (tree.find(file).filter(it -> !it.isFolder()).isPresent()) {
            gone.add(file);
          }
        });
    folders.forEach(
        (name, inside) -> {
          Optional<ObjectId> present = tree.find(name).filter(Entry::isFolder).map(Entry::id);
          Optional<ObjectId> folder = put(path + name + "/", present, inside);
          folder.ifPresent(it -> entries.add(Entry.folder(name, it)));
          if (folder.isEmpty() && present.isPresent()) {
            gone.add(name);
          }
        });
    return tree(path, id, tree.without(gone).with(entries));
  }

  private Optional<ObjectId> tree(String path, Optional<ObjectId> id, Tree tree) {
    if (tree.entries().isEmpty()) {
      return Optional.empty();
    }
    GitObject changed = tree.object();
    return id.filter(changed.id()::equals).or(() -> Optional.of(tree(path, changed)));
  }

  private ObjectId tree(String path, GitObject changed) {
    GitObject base = before.get(path);
    if (base != null && !made.containsKey(base.id()) && !base.id().equals(changed.id())) {
      bases.put(changed.id(), base);
    }
    return make(changed).id();
  }

  /** A file that was executable stays so. */
  private static Entry file(Tree tree, String name, ObjectId blob) {
    Entry file = Entry.file(name, blob);
    return tree.find(name).filter(Entry::isExecutable).isPresent() ? file.executable() : file;
  }
}
