package dev.gitsync.testkit.hosts;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.flows.host.CheckReport;
import dev.gitsync.flows.host.Draft;
import dev.gitsync.flows.host.PullRequest;
import dev.gitsync.flows.host.PullRequest.Origin;
import dev.gitsync.flows.host.PullRequest.State;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a host keeps of one repository, for the fake and for stand-ins alike: pull requests,
 * comments, checks, webhooks. Tests are the other people: they propose, merge and comment. Counts
 * what is written by us.
 */
public final class HostedRepository {

  private final Commits commits;
  private final String web;
  private final TreeMap<Long, Kept> pulls = new TreeMap<>();
  private final TreeMap<Long, Comment> comments = new TreeMap<>();
  private final TreeMap<Long, Check> checks = new TreeMap<>();
  private final TreeMap<Long, Hook> hooks = new TreeMap<>();
  private long ids = 100;
  private int writes;

  /**
   * The repository as a host has it.
   *
   * @param web where people see it; pull requests are below
   */
  public HostedRepository(Commits commits, String web) {
    this.commits = commits;
    this.web = web;
  }

  /** Who writes. */
  public enum Author {
    /** Whose credentials are used. */
    US(1, "git-sync"),
    /** Somebody else. */
    ADA(2, "ada");

    private final long id;
    private final String login;

    Author(long id, String login) {
      this.id = id;
      this.login = login;
    }

    /** The number by which hosts know them. */
    public long id() {
      return id;
    }

    /** The name by which people know them. */
    public String login() {
      return login;
    }
  }

  /** A comment under a pull request. */
  public record Comment(long id, long pullRequest, Author author, String text) {}

  /** A check as it is shown. */
  public record Check(
      long id,
      CommitId head,
      String name,
      CheckReport.Status status,
      String title,
      int annotations,
      String externalId) {}

  /** A webhook. */
  public record Hook(long id, URI address, String secret, List<String> events) {
    public Hook {
      events = List.copyOf(events);
    }

    @Override
    public String toString() {
      return "Hook[" + address + " " + events + "]";
    }
  }

  private record Kept(long number, Draft draft, Origin origin, State state, Optional<Ends> ends) {}

  /** Where head and target were when it was closed or merged. */
  private record Ends(CommitId head, CommitId target) {}

  /** How often we wrote something: nothing further is written by a call that is made again. */
  public synchronized int writes() {
    return writes;
  }

  /** Somebody opens a pull request. A fork's branch is {@code refs/forks/NAME} here. */
  public synchronized long propose(Draft draft, Origin origin) {
    long number = pulls.size() + 1L;
    pulls.put(number, new Kept(number, draft, origin, State.OPEN, Optional.empty()));
    find(number);
    return number;
  }

  /** Somebody closes one. */
  public synchronized void close(long number) {
    end(number, State.CLOSED);
  }

  /** Somebody merges one. */
  public synchronized void merge(long number, Commits.Merge how) {
    PullRequest pull = find(number).orElseThrow();
    end(number, State.MERGED);
    commits.merge(pull.head(), branch(pull.target()), how);
  }

  /** Somebody merges one with Git, or by another way of the host's; or reopens one. */
  public synchronized void become(long number, State state) {
    if (state == State.OPEN) {
      Kept kept = kept(number);
      pulls.put(number, new Kept(number, kept.draft(), kept.origin(), state, Optional.empty()));
    } else {
      end(number, state);
    }
  }

  private void end(long number, State state) {
    PullRequest pull = find(number).orElseThrow();
    Kept kept = kept(number);
    var ends = new Ends(pull.head(), pull.targetTip());
    pulls.put(number, new Kept(number, kept.draft(), kept.origin(), state, Optional.of(ends)));
  }

  /** Somebody comments. */
  public synchronized void say(long number, String text) {
    put(new Comment(++ids, number, Author.ADA, text));
  }

  /** We comment, in a run that another overtook. */
  public synchronized void sayAsUs(long number, String text) {
    put(new Comment(++ids, number, Author.US, text));
  }

  private void put(Comment comment) {
    comments.put(comment.id(), comment);
  }

  /** The comments under a pull request, oldest first. */
  public synchronized List<Comment> comments(long number) {
    return comments.values().stream().filter(it -> it.pullRequest() == number).toList();
  }

  /** All checks, oldest first. */
  public synchronized List<Check> checks() {
    return List.copyOf(checks.values());
  }

  /** The check that people see for a name on a commit. */
  public synchronized Optional<Check> check(CommitId head, String name) {
    return checks.values().stream()
        .filter(it -> it.head().equals(head) && it.name().equals(name))
        .reduce((first, last) -> last);
  }

  /** The webhooks. */
  public synchronized List<Hook> hooks() {
    return List.copyOf(hooks.values());
  }

  /** A pull request as it is now. */
  public synchronized Optional<PullRequest> find(long number) {
    return Optional.ofNullable(pulls.get(number)).map(this::describe);
  }

  /** All pull requests, newest first. */
  public synchronized List<PullRequest> pulls() {
    return pulls.descendingMap().values().stream().map(this::describe).toList();
  }

  /** What a pull request says. */
  public synchronized String body(long number) {
    return kept(number).draft().body();
  }

  private Kept kept(long number) {
    return Objects.requireNonNull(pulls.get(number), "No such pull request.");
  }

  private PullRequest describe(Kept kept) {
    Draft draft = kept.draft();
    String source =
        kept.origin() == Origin.FORK ? "refs/forks/" + draft.source() : branch(draft.source());
    CommitId head = kept.ends().map(Ends::head).orElseGet(() -> commits.tip(source).orElseThrow());
    CommitId target =
        kept.ends()
            .map(Ends::target)
            .orElseGet(() -> commits.tip(branch(draft.target())).orElseThrow());
    commits.point("refs/pull/" + kept.number() + "/head", head);
    return new PullRequest(
        kept.number(),
        web + "/pull/" + kept.number(),
        draft.title(),
        kept.state(),
        kept.origin(),
        draft.source(),
        draft.target(),
        head,
        target,
        commits.mergeBase(target, head));
  }

  private static String branch(String name) {
    return "refs/heads/" + name;
  }

  /** The commits. */
  public Commits commits() {
    return commits;
  }

  /** We open a pull request; empty where one is open between these branches. */
  public synchronized Optional<PullRequest> open(Draft draft) {
    if (pulls().stream().anyMatch(it -> isOpen(it, draft))) {
      return Optional.empty();
    }
    writes++;
    return find(propose(draft, Origin.SAME_REPOSITORY));
  }

  private static boolean isOpen(PullRequest pull, Draft draft) {
    return pull.state() == State.OPEN
        && pull.origin() == Origin.SAME_REPOSITORY
        && pull.source().equals(draft.source())
        && pull.target().equals(draft.target());
  }

  /** We have a pull request say something else. */
  public synchronized PullRequest edit(long number, String title, String body) {
    Kept kept = kept(number);
    var draft = new Draft(kept.draft().source(), kept.draft().target(), title, body);
    pulls.put(number, new Kept(number, draft, kept.origin(), kept.state(), kept.ends()));
    writes++;
    return find(number).orElseThrow();
  }

  /** We comment. */
  public synchronized Comment addComment(long number, String text) {
    var comment = new Comment(++ids, number, Author.US, text);
    put(comment);
    writes++;
    return comment;
  }

  /** We edit a comment of ours; empty where there is none. */
  public synchronized Optional<Comment> editComment(long id, String text) {
    Optional<Comment> ours = ours(id);
    Optional<Comment> edited = ours.map(it -> new Comment(id, it.pullRequest(), it.author(), text));
    edited.ifPresent(this::put);
    writes++;
    return edited;
  }

  /** We take away a comment of ours. */
  public synchronized boolean removeComment(long id) {
    writes++;
    return ours(id).map(it -> comments.remove(id)).isPresent();
  }

  private Optional<Comment> ours(long id) {
    return Optional.ofNullable(comments.get(id)).filter(it -> it.author() == Author.US);
  }

  /** We show a check; one without an id (0) is new. */
  public synchronized Check putCheck(Check check) {
    long id = check.id() == 0 ? ++ids : check.id();
    var kept =
        new Check(
            id,
            check.head(),
            check.name(),
            check.status(),
            check.title(),
            check.annotations(),
            check.externalId());
    checks.put(id, kept);
    writes++;
    return kept;
  }

  /** We set a webhook; one without an id (0) is new. */
  public synchronized Hook putHook(Hook hook) {
    long id = hook.id() == 0 ? ++ids : hook.id();
    var kept = new Hook(id, hook.address(), hook.secret(), hook.events());
    hooks.put(id, kept);
    writes++;
    return kept;
  }
}
