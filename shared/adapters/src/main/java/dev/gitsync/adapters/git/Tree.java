package dev.gitsync.adapters.git;

import dev.gitsync.adapters.git.wire.GitObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.util.RawParseUtils;

/**
 * A folder of a commit. Names and modes are kept as they are, byte for byte, so that a tree written
 * anew differs only in the entries that were put.
 */
record Tree(SequencedMap<String, Entry> byRawName) {

  /** No entries. */
  static final Tree EMPTY = new Tree(new LinkedHashMap<>());

  /** How Git orders entries: by bytes, folders as if their names ended in a slash. */
  private static final Comparator<Entry> ORDER =
      Comparator.comparing(entry -> entry.isFolder() ? entry.rawName() + "/" : entry.rawName());

  Tree {
    byRawName = Collections.unmodifiableSequencedMap(byRawName);
  }

  /**
   * Something in a folder.
   *
   * @param rawName a character for each byte, since names need not be UTF-8
   */
  record Entry(String mode, String rawName, ObjectId id) {

    private static final String FILE = "100644";
    private static final String EXECUTABLE = "100755";
    private static final String FOLDER = "40000";

    static Entry file(String name, ObjectId blob) {
      return new Entry(FILE, raw(name), blob);
    }

    static Entry folder(String name, ObjectId tree) {
      return new Entry(FOLDER, raw(name), tree);
    }

    boolean isFolder() {
      return mode.equals(FOLDER) || mode.equals("0" + FOLDER);
    }

    boolean isExecutable() {
      return mode.equals(EXECUTABLE);
    }

    /** Whether it is a file, neither link nor submodule. */
    boolean isFile() {
      return mode.startsWith("100");
    }

    Entry executable() {
      return new Entry(EXECUTABLE, rawName, id);
    }

    /** The name as JGit shows it. */
    String name() {
      return RawParseUtils.decode(
          StandardCharsets.UTF_8, rawName.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  private static String raw(String name) {
    return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  static Tree parse(GitObject object) {
    if (object.type() != Constants.OBJ_TREE) {
      throw new IllegalStateException("Not a tree: " + object.id().name());
    }
    byte[] content = object.content();
    var entries = new ArrayList<Entry>();
    int position = 0;
    while (position < content.length) {
      int space = RawParseUtils.next(content, position, ' ') - 1;
      int end = RawParseUtils.next(content, space, '\0') - 1;
      entries.add(
          new Entry(
              text(content, position, space),
              text(content, space + 1, end),
              ObjectId.fromRaw(content, end + 1)));
      position = end + 1 + Constants.OBJECT_ID_LENGTH;
    }
    return of(entries);
  }

  private static Tree of(Collection<Entry> inOrder) {
    var byRawName = new LinkedHashMap<String, Entry>();
    inOrder.forEach(entry -> byRawName.put(entry.rawName(), entry));
    return new Tree(byRawName);
  }

  private static String text(byte[] content, int from, int to) {
    return new String(content, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /** What is in the folder, in Git's order. */
  Collection<Entry> entries() {
    return byRawName.values();
  }

  Optional<Entry> find(String name) {
    return Optional.ofNullable(byRawName.get(raw(name)));
  }

  /** The tree with these entries in place of those of the same names. */
  Tree with(List<Entry> put) {
    var all = new LinkedHashMap<>(byRawName);
    put.forEach(entry -> all.put(entry.rawName(), entry));
    return of(all.values().stream().sorted(ORDER).toList());
  }

  /** The tree without the entries of these names. */
  Tree without(Set<String> names) {
    var rest = new LinkedHashMap<>(byRawName);
    names.forEach(name -> rest.remove(raw(name)));
    return new Tree(rest);
  }

  GitObject object() {
    var out = new ByteArrayOutputStream();
    for (Entry entry : entries()) {
      String head = entry.mode() + " " + entry.rawName() + "\0";
      out.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
      var id = new byte[Constants.OBJECT_ID_LENGTH];
      entry.id().copyRawTo(id, 0);
      out.writeBytes(id);
    }
    return GitObject.of(Constants.OBJ_TREE, out.toByteArray());
  }
}
