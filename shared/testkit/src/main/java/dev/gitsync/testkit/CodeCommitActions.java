package dev.gitsync.testkit;

import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** What CodeCommit answers, by its API reference. */
record CodeCommitActions(Path folder, InstantSource clock) {

  private static final int BRANCHES_ON_A_PAGE = 2;
  private static final int DIFFERENCES_ON_A_PAGE = 3;
  private static final int LONGEST_FILE = 6 << 20;

  Mapping answer(String action, Mapping input) throws IOException {
    try (Repository repository = open(text(input, "repositoryName"))) {
      return switch (action) {
        case "GetBranch" -> getBranch(repository, text(input, "branchName"));
        case "CreateBranch" -> createBranch(repository, input);
        case "ListBranches" -> listBranches(repository, input);
        case "GetCommit" -> getCommit(repository, text(input, "commitId"));
        case "GetDifferences" -> getDifferences(repository, input);
        case "GetFolder" -> getFolder(repository, input);
        case "GetFile" -> getFile(repository, input);
        case "CreateCommit" -> new CodeCommitWriter(repository, clock).createCommit(input);
        default -> throw new CodeCommitFault("UnknownOperationException", action);
      };
    }
  }

  private Repository open(String name) throws IOException {
    Path directory = folder.resolve(name + ".git");
    if (!Files.isDirectory(directory)) {
      throw new CodeCommitFault("RepositoryDoesNotExistException", name + " does not exist");
    }
    return new FileRepositoryBuilder()
        .setGitDir(directory.toFile())
        .setMustExist(true)
        .setBare()
        .build();
  }

  static String text(Mapping input, String key) {
    return input
        .text(key)
        .orElseThrow(() -> new CodeCommitFault("ValidationException", key + " is missing"));
  }

  private static Mapping getBranch(Repository repository, String name) throws IOException {
    ObjectId tip = repository.resolve(Constants.R_HEADS + name);
    if (tip == null) {
      throw new CodeCommitFault("BranchDoesNotExistException", "Branch does not exist");
    }
    return Mapping.of(
        "branch", Mapping.of("branchName", new Text(name)).with("commitId", tip.name()));
  }

  private static Mapping createBranch(Repository repository, Mapping input) throws IOException {
    String ref = Constants.R_HEADS + text(input, "branchName");
    if (repository.resolve(ref) != null) {
      throw new CodeCommitFault("BranchNameExistsException", "Branch already exists");
    }
    String commit = text(input, "commitId");
    if (find(repository, commit).isEmpty()) {
      throw new CodeCommitFault("CommitDoesNotExistException", "Commit does not exist");
    }
    RefUpdate update = repository.updateRef(ref);
    update.setNewObjectId(ObjectId.fromString(commit));
    update.update();
    return Mapping.empty();
  }

  private static Mapping listBranches(Repository repository, Mapping input) throws IOException {
    List<Node> names =
        repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS).stream()
            .<Node>map(ref -> new Text(ref.getName().substring(Constants.R_HEADS.length())))
            .toList();
    return page(names, BRANCHES_ON_A_PAGE, "branches", "nextToken", input);
  }

  static Mapping page(List<Node> all, int size, String name, String token, Mapping input) {
    int from = input.text(token).map(Integer::parseInt).orElse(0);
    int to = Math.min(from + size, all.size());
    Mapping page = Mapping.of(name, new Sequence(all.subList(from, to)));
    return to < all.size() ? page.with(token, String.valueOf(to)) : page;
  }

  private static Mapping getCommit(Repository repository, String id) throws IOException {
    RevCommit commit =
        find(repository, id)
            .orElseThrow(() -> new CodeCommitFault("CommitIdDoesNotExistException", id));
    List<Node> parents =
        Arrays.stream(commit.getParents()).<Node>map(it -> new Text(it.name())).toList();
    return Mapping.of(
        "commit",
        Mapping.of("commitId", new Text(commit.name()))
            .with("treeId", commit.getTree().name())
            .with("parents", new Sequence(parents))
            .with("message", commit.getFullMessage())
            .with("author", person(commit.getAuthorIdent()))
            .with("committer", person(commit.getCommitterIdent()))
            .with("additionalData", ""));
  }

  private static Mapping person(PersonIdent person) {
    return Mapping.of("name", new Text(person.getName()))
        .with("email", person.getEmailAddress())
        .with("date", person.getWhenAsInstant().getEpochSecond() + " +0000");
  }

  static Optional<RevCommit> find(Repository repository, String id) throws IOException {
    return ObjectId.isId(id) && repository.getObjectDatabase().has(ObjectId.fromString(id))
        ? Optional.of(repository.parseCommit(ObjectId.fromString(id)))
        : Optional.empty();
  }

  private static RevCommit specified(Repository repository, String id) throws IOException {
    return find(repository, id)
        .orElseThrow(() -> new CodeCommitFault("CommitDoesNotExistException", id));
  }

  private static Mapping getDifferences(Repository repository, Mapping input) throws IOException {
    var differences = new ArrayList<Node>();
    try (var walk = new TreeWalk(repository)) {
      Optional<String> before = input.text("beforeCommitSpecifier");
      if (before.isPresent()) {
        walk.addTree(specified(repository, before.get()).getTree());
      } else {
        walk.addTree(new EmptyTreeIterator());
      }
      walk.addTree(specified(repository, text(input, "afterCommitSpecifier")).getTree());
      walk.setRecursive(true);
      walk.setFilter(TreeFilter.ANY_DIFF);
      while (walk.next()) {
        differences.add(difference(walk));
      }
    }
    return page(differences, DIFFERENCES_ON_A_PAGE, "differences", "NextToken", input);
  }

  private static Mapping difference(TreeWalk walk) {
    boolean before = walk.getRawMode(0) != 0;
    boolean after = walk.getRawMode(1) != 0;
    Mapping difference =
        Mapping.of("changeType", new Text(before && after ? "M" : after ? "A" : "D"));
    difference = before ? difference.with("beforeBlob", blob(walk, 0)) : difference;
    return after ? difference.with("afterBlob", blob(walk, 1)) : difference;
  }

  private static Mapping blob(TreeWalk walk, int tree) {
    return Mapping.of("blobId", new Text(walk.getObjectId(tree).name()))
        .with("path", walk.getPathString())
        .with("mode", walk.getFileMode(tree).toString());
  }

  private static Mapping getFolder(Repository repository, Mapping input) throws IOException {
    String path = relative(text(input, "folderPath"));
    RevCommit commit = specified(repository, text(input, "commitSpecifier"));
    var files = new ArrayList<Node>();
    var links = new ArrayList<Node>();
    var folders = new ArrayList<Node>();
    try (var walk = new TreeWalk(repository)) {
      walk.addTree(tree(repository, commit, path));
      while (walk.next()) {
        String name = walk.getPathString();
        Mapping entry =
            Mapping.of("absolutePath", new Text(path.isEmpty() ? name : path + "/" + name))
                .with("relativePath", name);
        String id = walk.getObjectId(0).name();
        FileMode mode = walk.getFileMode(0);
        if (mode.equals(FileMode.TREE)) {
          folders.add(entry.with("treeId", id));
        } else {
          (mode.equals(FileMode.SYMLINK) ? links : files)
              .add(entry.with("blobId", id).with("fileMode", mode(mode)));
        }
      }
    }
    return Mapping.of("commitId", new Text(commit.name()))
        .with("folderPath", path)
        .with("files", new Sequence(files))
        .with("symbolicLinks", new Sequence(links))
        .with("subFolders", new Sequence(folders));
  }

  private static ObjectId tree(Repository repository, RevCommit commit, String path)
      throws IOException {
    if (path.isEmpty()) {
      return commit.getTree();
    }
    try (TreeWalk walk = TreeWalk.forPath(repository, path, commit.getTree())) {
      if (walk == null || !walk.getFileMode(0).equals(FileMode.TREE)) {
        throw new CodeCommitFault("FolderDoesNotExistException", "Folder does not exist");
      }
      return walk.getObjectId(0);
    }
  }

  private static Mapping getFile(Repository repository, Mapping input) throws IOException {
    String path = relative(text(input, "filePath"));
    RevCommit commit = specified(repository, text(input, "commitSpecifier"));
    try (TreeWalk walk = TreeWalk.forPath(repository, path, commit.getTree())) {
      if (walk == null || walk.getFileMode(0).getObjectType() != Constants.OBJ_BLOB) {
        throw new CodeCommitFault("FileDoesNotExistException", "File does not exist");
      }
      var content = repository.open(walk.getObjectId(0));
      if (content.getSize() > LONGEST_FILE) {
        throw new CodeCommitFault("FileTooLargeException", "The file exceeds the limit");
      }
      return Mapping.of("commitId", new Text(commit.name()))
          .with("blobId", walk.getObjectId(0).name())
          .with("filePath", path)
          .with("fileMode", mode(walk.getFileMode(0)))
          .with("fileSize", Num.of(content.getSize()))
          .with("fileContent", Base64.getEncoder().encodeToString(content.getBytes()));
    }
  }

  private static String mode(FileMode mode) {
    return mode.equals(FileMode.EXECUTABLE_FILE)
        ? "EXECUTABLE"
        : mode.equals(FileMode.SYMLINK) ? "SYMLINK" : "NORMAL";
  }

  static String relative(String path) {
    return path.startsWith("/") ? path.substring(1) : path;
  }
}
