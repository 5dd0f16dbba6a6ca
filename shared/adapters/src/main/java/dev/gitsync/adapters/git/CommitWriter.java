package dev.gitsync.adapters.git;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.port.GitRemote.CommitDraft;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/** Writes commits into a local repository. */
record CommitWriter(Repository repository, Person committer, InstantSource clock) {

  CommitId write(Optional<CommitId> parent, CommitDraft draft) throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      var commit = new CommitBuilder();
      commit.setTreeId(tree(inserter, draft.merged().or(() -> parent), draft));
      parent.ifPresent(it -> commit.addParentId(ObjectId.fromString(it.value())));
      draft.merged().ifPresent(it -> commit.addParentId(ObjectId.fromString(it.value())));
      commit.setAuthor(ident(draft.author(), draft.at()));
      commit.setCommitter(ident(committer, clock.instant()));
      commit.setMessage(draft.message());
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return new CommitId(id.name());
    }
  }

  private static PersonIdent ident(Person person, Instant at) {
    return new PersonIdent(person.name(), person.email(), at, ZoneOffset.UTC);
  }

  private ObjectId tree(ObjectInserter inserter, Optional<CommitId> edited, CommitDraft draft)
      throws IOException {
    DirCache index = edited.isPresent() ? index(edited.get()) : DirCache.newInCore();
    DirCacheEditor editor = index.editor();
    for (Map.Entry<RepoPath, String> file : draft.files().entrySet()) {
      ObjectId blob =
          inserter.insert(Constants.OBJ_BLOB, file.getValue().getBytes(StandardCharsets.UTF_8));
      editor.add(new Write(file.getKey(), blob));
    }
    draft.deleted().forEach(path -> editor.add(new DirCacheEditor.DeletePath(path.value())));
    editor.finish();
    return index.writeTree(inserter);
  }

  private DirCache index(CommitId commit) throws IOException {
    try (ObjectReader reader = repository.newObjectReader();
        RevWalk walk = new RevWalk(reader)) {
      ObjectId tree = walk.parseCommit(ObjectId.fromString(commit.value())).getTree();
      return DirCache.read(reader, tree);
    }
  }

  /** Sets a file's content; a file that was executable stays so. */
  private static final class Write extends DirCacheEditor.PathEdit {
    private final ObjectId blob;

    Write(RepoPath path, ObjectId blob) {
      super(path.value());
      this.blob = blob;
    }

    @Override
    public void apply(DirCacheEntry entry) {
      if (entry.getRawMode() != FileMode.EXECUTABLE_FILE.getBits()) {
        entry.setFileMode(FileMode.REGULAR_FILE);
      }
      entry.setObjectId(blob);
    }
  }
}
