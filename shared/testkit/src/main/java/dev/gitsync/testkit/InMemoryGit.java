package dev.gitsync.testkit;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.TryLater;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemotes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A repository with one branch, in memory, without merges. It keeps commits that the branch does
 * not lead to any more, as servers do for a while, until {@link #forget}.
 */
public final class InMemoryGit implements GitRemotes {

  /** A commit and everything it holds. */
  public record Commit(
      CommitId id,
      Optional<CommitId> parent,
      Map<RepoPath, String> files,
      Person author,
      Instant at,
      String message) {}

  private final Map<CommitId, Commit> commits = new LinkedHashMap<>();
  private final Deque<Runnable> beforePush = new ArrayDeque<>();
  private final Deque<Runnable> afterPush = new ArrayDeque<>();
  private Optional<CommitId> tip = Optional.empty();
  private Optional<CommitId> seen = Optional.empty();
  private Optional<GitRemote.Refused> refusal = Optional.empty();
  private Optional<RuntimeException> failure = Optional.empty();
  private int made;
  private int pushes;
  private int asked;

  /** Where the branch points; empty in an empty repository. */
  public synchronized Optional<CommitId> tip() {
    return tip;
  }

  /** The commits from the first to the tip. */
  public synchronized List<Commit> log() {
    var log = new ArrayList<Commit>();
    for (Optional<CommitId> at = tip; at.isPresent(); at = log.getLast().parent()) {
      log.add(Objects.requireNonNull(commits.get(at.get())));
    }
    return log.reversed();
  }

  /** The files at the tip. */
  public synchronized Map<String, String> files() {
    var files = new TreeMap<String, String>();
    tip.ifPresent(id -> filesAt(id).forEach((path, text) -> files.put(path.value(), text)));
    return files;
  }

  /** How many pushes were accepted. */
  public synchronized int pushes() {
    return pushes;
  }

  /** How often somebody asked where the branch points. */
  public synchronized int asked() {
    return asked;
  }

  /** Commits as somebody who is not us: sets files, or deletes those whose text is empty. */
  public synchronized CommitId commit(Person author, String message, Map<String, String> changes) {
    var files = new HashMap<>(tip.map(this::filesAt).orElse(Map.of()));
    changes.forEach(
        (path, text) -> {
          if (text.isEmpty()) {
            files.remove(new RepoPath(path));
          } else {
            files.put(new RepoPath(path), text);
          }
        });
    tip = Optional.of(add(tip, files, author, Instant.EPOCH, message));
    return tip.get();
  }

  /**
   * Points the branch at a commit that there is, as somebody does who force-pushes. What is
   * committed after that is on top of it.
   */
  public synchronized void forcePush(CommitId to) {
    tip = Optional.of(Objects.requireNonNull(commits.get(to)).id());
  }

  /** Drops the commits that the branch does not lead to, as servers do in the end. */
  public synchronized void forget() {
    commits.keySet().retainAll(tip.map(this::past).orElse(Set.of()));
  }

  /** Force-pushes as somebody who is not us: one commit without a parent holds all files. */
  public synchronized CommitId squash(Person author, String message) {
    Map<RepoPath, String> files = tip.map(this::filesAt).orElse(Map.of());
    tip = Optional.of(add(Optional.empty(), files, author, Instant.EPOCH, message));
    return tip.get();
  }

  /** Something that happens right before the next push arrives. */
  public synchronized void beforeNextPush(Runnable event) {
    beforePush.add(event);
  }

  /** Something that happens right after the next push was accepted. */
  public synchronized void afterNextPush(Runnable event) {
    afterPush.add(event);
  }

  /** Refuses every push, or none. */
  public synchronized void refusePushes(Optional<GitRemote.Refused> outcome) {
    refusal = outcome;
  }

  /** Fails whenever somebody asks where the branch points, or no more. */
  public synchronized void failTips(Optional<RuntimeException> outcome) {
    failure = outcome;
  }

  @Override
  public GitRemote open(LinkSettings settings, LinkLayout layout, Credentials credentials) {
    return new Remote(layout);
  }

  private Map<RepoPath, String> filesAt(CommitId id) {
    if (!commits.containsKey(id)) {
      throw new TryLater("GIT-011", "The branch was moved while it was read.", null);
    }
    return Objects.requireNonNull(commits.get(id)).files();
  }

  /** A commit and all that it leads to, newest first. */
  private Set<CommitId> past(CommitId id) {
    if (!commits.containsKey(id)) {
      throw new TryLater("GIT-011", "The branch was moved while it was read.", null);
    }
    var past = new LinkedHashSet<CommitId>();
    for (Optional<CommitId> at = Optional.of(id);
        at.isPresent();
        at = Objects.requireNonNull(commits.get(at.get())).parent()) {
      past.add(at.get());
    }
    return past;
  }

  private CommitId add(
      Optional<CommitId> parent,
      Map<RepoPath, String> files,
      Person author,
      Instant at,
      String message) {
    var id = new CommitId("%040x".formatted(++made));
    commits.put(id, new Commit(id, parent, Map.copyOf(files), author, at, message));
    return id;
  }

  private synchronized GitRemote.PushOutcome accept(
      Optional<CommitId> expected, List<GitRemote.CommitDraft> drafts) {
    if (refusal.isPresent()) {
      return refusal.get();
    }
    if (!expected.equals(tip)) {
      return new GitRemote.HeadMoved();
    }
    var ids = new ArrayList<CommitId>();
    for (GitRemote.CommitDraft draft : drafts) {
      var files = new HashMap<>(tip.map(this::filesAt).orElse(Map.of()));
      files.putAll(draft.files());
      files.keySet().removeAll(draft.deleted());
      tip = Optional.of(add(tip, files, draft.author(), draft.at(), draft.message()));
      ids.add(tip.get());
    }
    pushes++;
    seen = tip;
    return new GitRemote.Pushed(ids);
  }

  /** The branch as one link sees it. */
  private final class Remote implements GitRemote {
    private final LinkLayout layout;

    Remote(LinkLayout layout) {
      this.layout = layout;
    }

    @Override
    public Tip tip() {
      synchronized (InMemoryGit.this) {
        asked++;
        failure.ifPresent(
            it -> {
              throw it;
            });
        seen = tip;
        return seen.<Tip>map(At::new).orElse(new Unborn());
      }
    }

    @Override
    public Optional<CommitId> lastSeen() {
      synchronized (InMemoryGit.this) {
        return seen;
      }
    }

    @Override
    public History history(Optional<CommitId> since, CommitId to) {
      synchronized (InMemoryGit.this) {
        Optional<CommitId> known = since.filter(commits::containsKey);
        Set<CommitId> came = past(to);
        boolean leads = known.filter(came::contains).isPresent();
        came.removeAll(known.map(InMemoryGit.this::past).orElse(Set.of()));
        List<BranchCommit> newestFirst =
            came.stream()
                .limit(leads ? Integer.MAX_VALUE : NEWEST)
                .map(id -> branchCommit(Objects.requireNonNull(commits.get(id))))
                .toList();
        Set<RepoPath> changed =
            known.map(from -> differences(filesAt(from), filesAt(to))).orElseGet(() -> list(to));
        return new History(
            newestFirst.reversed(), changed, leads ? Continuity.CONTINUED : Continuity.BROKEN);
      }
    }

    private BranchCommit branchCommit(Commit commit) {
      Map<RepoPath, String> before =
          commit.parent().map(InMemoryGit.this::filesAt).orElse(Map.of());
      return new BranchCommit(
          commit.id(),
          commit.author(),
          commit.at(),
          commit.message(),
          differences(before, commit.files()));
    }

    private Set<RepoPath> differences(Map<RepoPath, String> before, Map<RepoPath, String> after) {
      var paths = new HashSet<>(before.keySet());
      paths.addAll(after.keySet());
      paths.removeIf(path -> Objects.equals(before.get(path), after.get(path)));
      paths.removeIf(path -> !layout.concerns(path));
      return paths;
    }

    @Override
    public Set<RepoPath> list(CommitId at) {
      synchronized (InMemoryGit.this) {
        return filesAt(at).keySet().stream().filter(layout::concerns).collect(Collectors.toSet());
      }
    }

    @Override
    public Set<RepoPath> differences(CommitId before, CommitId after) {
      synchronized (InMemoryGit.this) {
        return differences(filesAt(before), filesAt(after));
      }
    }

    @Override
    public Map<RepoPath, byte[]> read(CommitId at, Set<RepoPath> paths) {
      synchronized (InMemoryGit.this) {
        var contents = new HashMap<RepoPath, byte[]>();
        for (RepoPath path : paths) {
          String text = filesAt(at).get(path);
          if (text != null) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            contents.put(path, Arrays.copyOf(bytes, Math.min(bytes.length, MOST_BYTES)));
          }
        }
        return contents;
      }
    }

    @Override
    public PushOutcome push(Optional<CommitId> expected, List<CommitDraft> drafts) {
      run(beforePush);
      PushOutcome outcome = accept(expected, drafts);
      if (outcome instanceof Pushed) {
        run(afterPush);
      }
      return outcome;
    }

    private void run(Deque<Runnable> events) {
      Runnable event;
      synchronized (InMemoryGit.this) {
        event = events.poll();
      }
      if (event != null) {
        event.run();
      }
    }

    @Override
    public void checkPush() {}

    @Override
    public void close() {}
  }
}
