package dev.gitsync.adapters.git;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.TryLater;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.port.GitRemote;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.PushConnection;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;

/**
 * A branch through JGit's own transport, into a repository in memory that lives as long as this
 * does. Speaks protocol 0, where the refs come with the first answer: asking for the tip is one
 * request.
 */
final class JGitRemote implements GitRemote {

  private static final int TIMEOUT_SECONDS = 30;

  private final LinkSettings settings;
  private final LinkLayout layout;
  private final JGitWay way;
  private final String branch;
  private final InMemoryRepository repository;
  private final InstantSource clock;

  JGitRemote(LinkSettings settings, LinkLayout layout, JGitWay way, InstantSource clock) {
    this.settings = settings;
    this.layout = layout;
    this.way = way;
    this.branch = Constants.R_HEADS + settings.branch();
    this.repository = new InMemoryRepository(new DfsRepositoryDescription("link"));
    this.clock = clock;
    repository.getConfig().setString("protocol", null, "version", "0");
    repository.getConfig().setString("http", null, "followRedirects", "false");
  }

  /** Something that talks to the server. */
  @FunctionalInterface
  private interface Talk<T> {
    T with(Transport transport) throws IOException;
  }

  private <T> T talk(Talk<T> talk) {
    try (Transport transport = way.open(repository)) {
      transport.setTimeout(TIMEOUT_SECONDS);
      return talk.with(transport);
    } catch (IOException e) {
      throw TransportFailure.explain(e, settings);
    }
  }

  @Override
  public Tip tip() {
    return talk(
        transport -> {
          try (FetchConnection connection = transport.openFetch()) {
            Ref ref = connection.getRef(branch);
            if (ref != null && ref.getObjectId() != null) {
              return new At(new CommitId(ref.getObjectId().name()));
            }
            boolean hasBranches =
                connection.getRefs().stream().anyMatch(r -> r.getName().startsWith("refs/heads/"));
            return hasBranches ? new Missing() : new Unborn();
          }
        });
  }

  @Override
  public void checkPush() {
    talk(
        transport -> {
          try (PushConnection connection = transport.openPush()) {
            return connection.getRefs().size();
          }
        });
  }

  @Override
  public History history(Optional<CommitId> since, CommitId tip) {
    return objects(tip).history(since, tip);
  }

  @Override
  public Set<RepoPath> list(CommitId at) {
    return objects(at).list(at);
  }

  @Override
  public Set<RepoPath> differences(CommitId before, CommitId after) {
    objects(before);
    return objects(after).differences(before, after);
  }

  @Override
  public Map<RepoPath, byte[]> read(CommitId at, Set<RepoPath> paths) {
    return objects(at).read(at, paths);
  }

  /** The branch's objects, or those of another that points there, fetched if they are not here. */
  private BranchObjects objects(CommitId needed) {
    var objects = new BranchObjects(repository, layout);
    if (!objects.has(needed)) {
      talk(
          transport -> {
            for (String ref : refs(transport, needed)) {
              transport.fetch(
                  NullProgressMonitor.INSTANCE, List.of(new RefSpec("+" + ref + ":" + ref)));
            }
            return repository;
          });
    }
    if (!objects.has(needed)) {
      throw new TryLater("GIT-011", "The branch was moved while it was read.", null);
    }
    return objects;
  }

  /** Of the branch and those that point at a commit, the ones that there are. */
  private Set<String> refs(Transport transport, CommitId needed) throws IOException {
    try (FetchConnection connection = transport.openFetch()) {
      var id = ObjectId.fromString(needed.value());
      return connection.getRefs().stream()
          .filter(ref -> ref.getName().startsWith(Constants.R_REFS))
          .filter(ref -> ref.getName().equals(branch) || id.equals(ref.getObjectId()))
          .map(Ref::getName)
          .collect(Collectors.toSet());
    }
  }

  @Override
  public PushOutcome push(Optional<CommitId> expected, List<CommitDraft> drafts) {
    return push(expected, expected, drafts);
  }

  @Override
  public PushOutcome branchOff(CommitId from, List<CommitDraft> drafts) {
    return push(Optional.empty(), Optional.of(from), drafts);
  }

  private PushOutcome push(
      Optional<CommitId> expected, Optional<CommitId> parent, List<CommitDraft> drafts) {
    parent.ifPresent(this::objects);
    drafts.stream().flatMap(draft -> draft.merged().stream()).forEach(this::objects);
    List<CommitId> commits = commit(parent, drafts);
    ObjectId old = expected.map(it -> ObjectId.fromString(it.value())).orElse(ObjectId.zeroId());
    return talk(
        transport -> {
          var update =
              new RemoteRefUpdate(
                  repository,
                  null,
                  ObjectId.fromString(commits.getLast().value()),
                  branch,
                  false,
                  null,
                  old);
          PushResult result = transport.push(NullProgressMonitor.INSTANCE, List.of(update));
          return PushReport.read(update, result.getMessages(), commits);
        });
  }

  private List<CommitId> commit(Optional<CommitId> onTopOf, List<CommitDraft> drafts) {
    try {
      var writer = new CommitWriter(repository, Person.SERVICE, clock);
      var commits = new ArrayList<CommitId>();
      Optional<CommitId> parent = onTopOf;
      for (CommitDraft draft : drafts) {
        commits.add(writer.write(parent, draft));
        parent = Optional.of(commits.getLast());
      }
      return commits;
    } catch (IOException e) {
      throw new IllegalStateException("Commits in memory could not be written.", e);
    }
  }

  @Override
  public void close() {
    repository.close();
    way.close();
  }
}
