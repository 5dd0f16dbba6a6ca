package dev.gitsync.bench.git;

import dev.gitsync.core.repo.RepoPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/** Writes only those folders anew in which files change; an index would read and write all. */
record TouchedTrees(
    ObjectReader reader,
    ObjectInserter inserter,
    Map<String, ObjectId> blobs,
    Set<String> folders) {

  /** Gives files that are there other contents. */
  static ObjectId write(
      ObjectReader reader, ObjectInserter inserter, ObjectId root, Map<RepoPath, String> files)
      throws IOException {
    var blobs = new HashMap<String, ObjectId>();
    var folders = new HashSet<String>();
    for (Map.Entry<RepoPath, String> file : files.entrySet()) {
      byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
      String path = file.getKey().value();
      blobs.put(path, inserter.insert(Constants.OBJ_BLOB, content));
      for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
        folders.add(path.substring(0, slash));
      }
    }
    return new TouchedTrees(reader, inserter, blobs, folders).write("", root);
  }

  private ObjectId write(String prefix, ObjectId tree) throws IOException {
    var changed = new TreeFormatter();
    for (var entry = new CanonicalTreeParser(null, reader, tree); !entry.eof(); entry.next(1)) {
      String path = prefix + entry.getEntryPathString();
      ObjectId id = blobs.getOrDefault(path, entry.getEntryObjectId());
      changed.append(
          entry.getEntryPathString(),
          entry.getEntryFileMode(),
          folders.contains(path) ? write(path + "/", id) : id);
    }
    return inserter.insert(changed);
  }
}
