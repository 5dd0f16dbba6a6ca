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
import java.util.Comparator;
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
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A repository in memory, with one branch that links are tied to, and those of ours. It keeps
 * commits that no branch leads to any more, as servers do for a while, until {@link #forget}.
 */
public final class InMemoryGit implements GitRemotes {

  /** What the names of our own branches begin with. */
  private static final String OURS = "gitsync/";

  /**
   * A commit and everything it holds.
   *
   * @param merged its second parent
   */
  public record Commit(
      CommitId id,
      Optional<CommitId> parent,
      Map<RepoPath, String> files,
      Person author,
      Instant at,
      String message,
      Optional<CommitId> merged) {}

  private final Map<CommitId, Commit> commits = new LinkedHashMap<>();
  private final Deque<Runnable> beforePush = new ArrayDeque<>();
  private final Deque<Runnable> afterPush = new ArrayDeque<>();
  private final Map<String, CommitId> ours = new TreeMap<>();
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
    Map<RepoPath, String> files = changed(tip.map(this::filesAt).orElse(Map.of()), changes);
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
    var reached = new HashSet<>(tip.map(this::past).orElse(Set.of()));
    ours.values().forEach(it -> reached.addAll(past(it)));
    commits.keySet().retainAll(reached);
  }

  /** Whether a branch is one of ours. */
  public static boolean isOurs(String branch) {
    return branch.startsWith(OURS);
  }

  /** A commit and all that it leads to, newest first. */
  public synchronized List<Commit> everything(CommitId to) {
    return past(to).stream().map(it -> Objects.requireNonNull(commits.get(it))).toList();
  }

  /** The commits that one leads to and another does not, oldest first. */
  public synchronized List<Commit> added(CommitId since, CommitId to) {
    Set<CommitId> known = past(since);
    return past(to).stream()
        .filter(it -> !known.contains(it))
        .map(it -> Objects.requireNonNull(commits.get(it)))
        .toList()
        .reversed();
  }

  /** The newest commit that two have behind them; empty where there is none. */
  public synchronized Optional<CommitId> mergeBase(CommitId one, CommitId other) {
    Set<CommitId> past = past(other);
    return past(one).stream().filter(past::contains).findFirst();
  }

  /** Our own branches, and where they point. */
  public synchronized Map<String, CommitId> ours() {
    return Map.copyOf(ours);
  }

  /** A commit that there is. */
  public synchronized Commit commit(CommitId id) {
    return Objects.requireNonNull(commits.get(id));
  }

  /**
   * Commits to one of our branches as somebody who is not us: sets files, or deletes those whose
   * text is empty.
   */
  public synchronized CommitId commitTo(
      String branch, Person author, String message, Map<String, String> changes) {
    CommitId at = Objects.requireNonNull(ours.get(branch));
    Map<RepoPath, String> files = changed(filesAt(at), changes);
    CommitId made = add(Optional.of(at), files, author, Instant.EPOCH, message);
    ours.put(branch, made);
    return made;
  }

  /**
   * Merges the other branch into one of ours as somebody who is not us.
   *
   * @param decided what files are to say that both have changed; empty texts for those that go
   */
  public synchronized CommitId mergeInto(
      String branch, Person author, String message, Map<String, String> decided) {
    CommitId head = Objects.requireNonNull(ours.get(branch));
    CommitId onto = tip.orElseThrow();
    CommitId base = mergeBase(head, onto).orElseThrow();
    var before = filesAt(base);
    var files = new HashMap<>(filesAt(head));
    for (RepoPath path : differing(before, filesAt(onto))) {
      if (Objects.equals(files.get(path), before.get(path))) {
        files.remove(path);
        Optional.ofNullable(filesAt(onto).get(path)).ifPresent(text -> files.put(path, text));
      }
    }
    Map<RepoPath, String> all = changed(files, decided);
    CommitId made = add(Optional.of(head), Optional.of(onto), all, author, Instant.EPOCH, message);
    ours.put(branch, made);
    return made;
  }

  /** Files that a branch of ours and the other have both changed, and not to the same. */
  public synchronized Set<RepoPath> clashes(String branch) {
    CommitId head = Objects.requireNonNull(ours.get(branch));
    CommitId onto = tip.orElseThrow();
    var before = filesAt(mergeBase(head, onto).orElseThrow());
    Set<RepoPath> clashes = differing(before, filesAt(head));
    clashes.retainAll(differing(before, filesAt(onto)));
    clashes.retainAll(differing(filesAt(head), filesAt(onto)));
    return clashes;
  }

  private static Set<RepoPath> differing(Map<RepoPath, String> one, Map<RepoPath, String> other) {
    var paths = new TreeSet<>(one.keySet());
    paths.addAll(other.keySet());
    paths.removeIf(path -> Objects.equals(one.get(path), other.get(path)));
    return paths;
  }

  private static Map<RepoPath, String> changed(
      Map<RepoPath, String> before, Map<String, String> changes) {
    var files = new HashMap<>(before);
    changes.forEach(
        (path, text) -> {
          if (text.isEmpty()) {
            files.remove(new RepoPath(path));
          } else {
            files.put(new RepoPath(path), text);
          }
        });
    return files;
  }

  /** Deletes one of our branches, as hosts do once it is merged. */
  public synchronized void delete(String branch) {
    ours.remove(branch);
  }

  /** How a branch of ours gets into the other. */
  public enum MergeKind {
    /** By a commit with two parents. */
    MERGE,
    /** By one commit that says nothing of those that it has in it. */
    SQUASH,
    /** By commits that do the same anew. */
    REBASE
  }

  /** Merges a branch of ours as a host does: files that both changed are a conflict. */
  public synchronized CommitId merge(String branch, MergeKind kind, Person by, String message) {
    CommitId head = Objects.requireNonNull(ours.get(branch));
    CommitId onto = tip.orElseThrow();
    Set<CommitId> past = past(onto);
    CommitId base = past(head).stream().filter(past::contains).findFirst().orElseThrow();
    var files = merged(base, head, onto);
    if (kind == MergeKind.REBASE) {
      Optional<CommitId> last = tip;
      for (Commit commit : added(onto, head)) {
        CommitId before =
            commit.parent().orElseThrow(() -> new IllegalStateException("Unrelated histories"));
        var step = merged(before, commit.id(), last.orElseThrow());
        last = Optional.of(add(last, step, commit.author(), commit.at(), commit.message()));
      }
      tip = last;
    } else {
      Optional<CommitId> second = kind == MergeKind.MERGE ? Optional.of(head) : Optional.empty();
      tip = Optional.of(add(tip, second, files, by, Instant.EPOCH, message));
    }
    return tip.orElseThrow();
  }

  private Map<RepoPath, String> merged(CommitId base, CommitId one, CommitId onto) {
    var before = filesAt(base);
    var after = filesAt(one);
    var files = new HashMap<>(filesAt(onto));
    var paths = new HashSet<>(before.keySet());
    paths.addAll(after.keySet());
    for (RepoPath path : paths) {
      String here = files.get(path);
      if (Objects.equals(before.get(path), after.get(path))
          || Objects.equals(here, after.get(path))) {
        continue;
      }
      if (!Objects.equals(here, before.get(path))) {
        throw new IllegalStateException("Conflict in " + path);
      }
      files.remove(path);
      Optional.ofNullable(after.get(path)).ifPresent(text -> files.put(path, text));
    }
    return files;
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
    return new Remote(layout, settings.branch());
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
    var past = new TreeSet<CommitId>(Comparator.comparing(CommitId::value).reversed());
    Deque<CommitId> left = new ArrayDeque<>(List.of(id));
    while (!left.isEmpty()) {
      CommitId at = left.pop();
      if (past.add(at)) {
        Commit commit = Objects.requireNonNull(commits.get(at));
        commit.parent().ifPresent(left::add);
        commit.merged().ifPresent(left::add);
      }
    }
    return new LinkedHashSet<>(past);
  }

  private CommitId add(
      Optional<CommitId> parent,
      Map<RepoPath, String> files,
      Person author,
      Instant at,
      String message) {
    return add(parent, Optional.empty(), files, author, at, message);
  }

  /** Ids grow, so that by them a commit comes after its parents. */
  private CommitId add(
      Optional<CommitId> parent,
      Optional<CommitId> merged,
      Map<RepoPath, String> files,
      Person author,
      Instant at,
      String message) {
    var id = new CommitId("%040x".formatted(++made));
    commits.put(id, new Commit(id, parent, Map.copyOf(files), author, at, message, merged));
    return id;
  }

  private Optional<CommitId> tipOf(String branch) {
    return branch.startsWith(OURS) ? Optional.ofNullable(ours.get(branch)) : tip;
  }

  private void point(String branch, CommitId at) {
    if (branch.startsWith(OURS)) {
      ours.put(branch, at);
    } else {
      tip = Optional.of(at);
    }
  }

  private synchronized GitRemote.PushOutcome accept(
      String branch,
      Optional<CommitId> expected,
      Optional<CommitId> parent,
      List<GitRemote.CommitDraft> drafts) {
    if (refusal.isPresent() && !branch.startsWith(OURS)) {
      return refusal.get();
    }
    if (!expected.equals(tipOf(branch))) {
      return new GitRemote.HeadMoved();
    }
    var ids = new ArrayList<CommitId>();
    Optional<CommitId> last = parent;
    for (GitRemote.CommitDraft draft : drafts) {
      Optional<CommitId> edited = draft.merged().isPresent() ? draft.merged() : last;
      var files = new HashMap<>(edited.map(this::filesAt).orElse(Map.of()));
      files.putAll(draft.files());
      files.keySet().removeAll(draft.deleted());
      last =
          Optional.of(
              add(last, draft.merged(), files, draft.author(), draft.at(), draft.message()));
      ids.add(last.get());
    }
    point(branch, ids.getLast());
    pushes++;
    if (!branch.startsWith(OURS)) {
      seen = tip;
    }
    return new GitRemote.Pushed(ids);
  }

  /** The branch as one link sees it. */
  private final class Remote implements GitRemote {
    private final LinkLayout layout;
    private final String branch;

    Remote(LinkLayout layout, String branch) {
      this.layout = layout;
      this.branch = branch;
    }

    @Override
    public Tip tip() {
      synchronized (InMemoryGit.this) {
        asked++;
        failure.ifPresent(
            it -> {
              throw it;
            });
        if (branch.startsWith(OURS)) {
          return tipOf(branch)
              .<Tip>map(At::new)
              .orElse(tip.isPresent() ? new Missing() : new Unborn());
        }
        seen = tip;
        return seen.<Tip>map(At::new).orElse(new Unborn());
      }
    }

    @Override
    public Optional<CommitId> lastSeen() {
      synchronized (InMemoryGit.this) {
        return branch.startsWith(OURS) ? Optional.empty() : seen;
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
      return new BranchCommit(
          commit.id(), commit.author(), commit.at(), commit.message(), differences(commit));
    }

    private List<Set<RepoPath>> differences(Commit commit) {
      var before = new ArrayList<Map<RepoPath, String>>();
      before.add(commit.parent().map(InMemoryGit.this::filesAt).orElse(Map.of()));
      commit.merged().map(InMemoryGit.this::filesAt).ifPresent(before::add);
      return before.stream().map(it -> differences(it, commit.files())).toList();
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
      return push(expected, expected, drafts);
    }

    @Override
    public PushOutcome branchOff(CommitId from, List<CommitDraft> drafts) {
      return push(Optional.empty(), Optional.of(from), drafts);
    }

    private PushOutcome push(
        Optional<CommitId> expected, Optional<CommitId> parent, List<CommitDraft> drafts) {
      run(beforePush);
      PushOutcome outcome = accept(branch, expected, parent, drafts);
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
