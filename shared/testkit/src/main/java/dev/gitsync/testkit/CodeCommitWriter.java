package dev.gitsync.testkit;

import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Makes commits as CodeCommit does, with its limits. */
record CodeCommitWriter(Repository repository, InstantSource clock) {

  private static final int MOST_FILES = 100;
  private static final int LONGEST_FILE = 6 << 20;
  private static final int LONGEST_COMMIT = 7 << 20;

  Mapping createCommit(Mapping input) throws IOException {
    String ref = Constants.R_HEADS + CodeCommitActions.text(input, "branchName");
    Optional<ObjectId> parent = parent(ref, input.text("parentCommitId"));
    List<Mapping> files = files(input, "putFiles");
    List<Mapping> deleted = files(input, "deleteFiles");
    check(files, deleted);
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      ObjectId tree = tree(parent, files, deleted, inserter);
      if (parent.isPresent() && repository.parseCommit(parent.get()).getTree().equals(tree)) {
        throw new CodeCommitFault("NoChangeException", "There is no change to commit");
      }
      ObjectId id = inserter.insert(commit(input, parent, tree));
      inserter.flush();
      move(ref, parent, id);
      return Mapping.of("commitId", new Text(id.name())).with("treeId", tree.name());
    }
  }

  private Optional<ObjectId> parent(String ref, Optional<String> given) throws IOException {
    ObjectId tip = repository.resolve(ref);
    if (tip == null && !repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS).isEmpty()) {
      throw new CodeCommitFault("BranchDoesNotExistException", "Branch does not exist");
    }
    if (tip != null && given.isEmpty()) {
      throw new CodeCommitFault("ParentCommitIdRequiredException", "A parent is required");
    }
    if (given.isPresent() && CodeCommitActions.find(repository, given.get()).isEmpty()) {
      throw new CodeCommitFault("ParentCommitDoesNotExistException", "The parent does not exist");
    }
    if (tip != null && !tip.name().equals(given.orElse(""))) {
      throw outdated();
    }
    return given.map(ObjectId::fromString);
  }

  private static CodeCommitFault outdated() {
    return new CodeCommitFault(
        "ParentCommitIdOutdatedException", "The parent is not the tip of the branch");
  }

  private static List<Mapping> files(Mapping input, String key) {
    return input.get(key).stream()
        .flatMap(entries -> ((Sequence) entries).items().stream())
        .map(Mapping.class::cast)
        .toList();
  }

  private static void check(List<Mapping> files, List<Mapping> deleted) {
    List<String> paths =
        Stream.concat(files.stream(), deleted.stream()).map(CodeCommitWriter::path).toList();
    if (paths.isEmpty()) {
      throw new CodeCommitFault("FileEntryRequiredException", "No files");
    }
    if (paths.size() > MOST_FILES) {
      throw new CodeCommitFault("MaximumFileEntriesExceededException", "Too many files");
    }
    if (Set.copyOf(paths).size() < paths.size()) {
      throw new CodeCommitFault("SamePathRequestException", "A path is there twice");
    }
    List<Integer> sizes = files.stream().map(file -> content(file).length).toList();
    if (sizes.stream().anyMatch(size -> size > LONGEST_FILE)
        || sizes.stream().mapToLong(Integer::longValue).sum() > LONGEST_COMMIT) {
      throw new CodeCommitFault(
          "FileContentSizeLimitExceededException", "The content is too large");
    }
  }

  private static String path(Mapping file) {
    return CodeCommitActions.relative(CodeCommitActions.text(file, "filePath"));
  }

  private static byte[] content(Mapping file) {
    return Base64.getDecoder().decode(CodeCommitActions.text(file, "fileContent"));
  }

  private ObjectId tree(
      Optional<ObjectId> parent,
      List<Mapping> files,
      List<Mapping> deleted,
      ObjectInserter inserter)
      throws IOException {
    DirCache index =
        parent.isPresent()
            ? DirCache.read(
                repository.newObjectReader(), repository.parseCommit(parent.get()).getTree())
            : DirCache.newInCore();
    DirCacheEditor editor = index.editor();
    for (Mapping file : files) {
      String path = path(file);
      checkNoFolder(parent, path);
      ObjectId blob = inserter.insert(Constants.OBJ_BLOB, content(file));
      Optional<Node> mode = file.get("fileMode");
      editor.add(put(path, blob, mode.equals(Optional.of(new Text("EXECUTABLE")))));
    }
    for (Mapping file : deleted) {
      if (index.getEntry(path(file)) == null) {
        throw new CodeCommitFault("FileDoesNotExistException", "File does not exist");
      }
      editor.add(new DirCacheEditor.DeletePath(path(file)));
    }
    editor.finish();
    return index.writeTree(inserter);
  }

  private void checkNoFolder(Optional<ObjectId> parent, String path) throws IOException {
    if (parent.isEmpty()) {
      return;
    }
    try (TreeWalk walk =
        TreeWalk.forPath(repository, path, repository.parseCommit(parent.get()).getTree())) {
      if (walk != null && walk.getFileMode(0).equals(FileMode.TREE)) {
        throw new CodeCommitFault(
            "FileNameConflictsWithDirectoryNameException", "There is a folder of this name");
      }
    }
  }

  private static DirCacheEditor.PathEdit put(String path, ObjectId blob, boolean executable) {
    return new DirCacheEditor.PathEdit(path) {
      @Override
      public void apply(DirCacheEntry entry) {
        entry.setFileMode(executable ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE);
        entry.setObjectId(blob);
      }
    };
  }

  private CommitBuilder commit(Mapping input, Optional<ObjectId> parent, ObjectId tree) {
    var person =
        new PersonIdent(
            input.text("authorName").orElse(""),
            input.text("email").orElse(""),
            clock.instant(),
            ZoneOffset.UTC);
    var commit = new CommitBuilder();
    commit.setTreeId(tree);
    parent.ifPresent(commit::setParentId);
    commit.setAuthor(person);
    commit.setCommitter(person);
    commit.setMessage(input.text("commitMessage").orElse("Edited"));
    return commit;
  }

  private void move(String ref, Optional<ObjectId> parent, ObjectId id) throws IOException {
    RefUpdate update = repository.updateRef(ref);
    update.setExpectedOldObjectId(parent.orElse(ObjectId.zeroId()));
    update.setNewObjectId(id);
    switch (update.update()) {
      case NEW, FAST_FORWARD -> {}
      default -> throw outdated();
    }
  }
}
