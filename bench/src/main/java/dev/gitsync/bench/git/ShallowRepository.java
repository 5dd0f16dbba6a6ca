package dev.gitsync.bench.git;

import java.io.IOException;
import java.util.Set;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * A repository in memory that can push what was fetched without its history. That of JGit cannot:
 * its readers say that no commit is shallow, and so the parents are looked for.
 */
final class ShallowRepository extends InMemoryRepository {

  ShallowRepository() {
    super(new DfsRepositoryDescription("bench"));
  }

  @Override
  public ObjectReader newObjectReader() {
    return new Reader(super.newObjectReader());
  }

  /** Knows which commits are shallow. */
  private final class Reader extends ObjectReader.Filter {
    private final ObjectReader delegate;

    Reader(ObjectReader delegate) {
      this.delegate = delegate;
    }

    @Override
    protected ObjectReader delegate() {
      return delegate;
    }

    @Override
    public ObjectReader newReader() {
      return new Reader(delegate.newReader());
    }

    @Override
    public Set<ObjectId> getShallowCommits() throws IOException {
      return getObjectDatabase().getShallowCommits();
    }
  }
}
