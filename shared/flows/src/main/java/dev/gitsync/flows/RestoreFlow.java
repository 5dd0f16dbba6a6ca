package dev.gitsync.flows;

import dev.gitsync.core.plan.RestorePlan;
import dev.gitsync.core.plan.RestorePlan.Step;
import dev.gitsync.core.plan.RestorePlanner;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.FlowReport.Count;
import dev.gitsync.flows.Restoring.Outcome;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkState.RestoreRequest;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.Hints;
import dev.gitsync.flows.port.Links;
import dev.gitsync.flows.port.Resources;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Makes a workspace, or one resource of it, be what it was at a commit. Only edits the workspace:
 * the edits become commits on top of the branch like any others, so nothing is lost by it, and it
 * can be undone the same way.
 *
 * <p>Can die anywhere and run again: the request stays on the link until all is done, and what is
 * restored already is found to be so.
 */
public final class RestoreFlow {

  /** The flow's name in reports and on the link. */
  public static final String NAME = "restore";

  private static final int MOST_ATTEMPTS = 5;

  private final Links links;
  private final Resources resources;
  private final Branch branch;
  private final Hints hints;
  private final ReferenceReader references;

  /** A flow on these ports. */
  public RestoreFlow(Links links, Resources resources, Branch branch, Hints hints) {
    this.links = links;
    this.resources = resources;
    this.branch = branch;
    this.hints = hints;
    this.references = new ReferenceReader(resources);
  }

  /** Does the restore that was asked for, if one was. */
  public FlowReport run(Link link) {
    Optional<RestoreRequest> request = link.state().restore();
    if (request.isEmpty()) {
      return FlowReport.nothing(NAME);
    }
    RestorePlan plan = plan(link, request.get().commit(), Optional.empty());
    Map<Outcome, Integer> outcomes = restore(link, request.get(), plan);
    finish(link.workspace(), request.get());
    hints.outbound(link.workspace());
    return FlowReport.of(
        NAME,
        new Count("restored", outcomes.getOrDefault(Outcome.RESTORED, 0)),
        new Count("left", outcomes.getOrDefault(Outcome.LEFT, 0)),
        new Count("problems", plan.problems().size()));
  }

  /** One resource that meets an error of ours does not stop the others. */
  private Map<Outcome, Integer> restore(Link link, RestoreRequest request, RestorePlan plan) {
    var restoring = new Restoring(resources, link.workspace(), request);
    var outcomes = new EnumMap<Outcome, Integer>(Outcome.class);
    var faulty = new TreeMap<ResourceRef, RuntimeException>();
    for (Step step : plan.steps()) {
      try {
        outcomes.merge(restoring.run(step), 1, Integer::sum);
      } catch (NeedsUser | TryLater e) {
        throw e;
      } catch (RuntimeException e) {
        faulty.put(step.ref(), e);
      }
    }
    if (!faulty.isEmpty()) {
      hints.outbound(link.workspace());
      throw SetAside.of("Resources", faulty);
    }
    return outcomes;
  }

  /** Another restore that was asked for meanwhile stays. */
  private void finish(WorkspaceId workspace, RestoreRequest request) {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Optional<Link> asked =
          links.find(workspace).filter(it -> it.state().restore().equals(Optional.of(request)));
      if (asked.isEmpty()
          || links
              .advance(asked.get().with(asked.get().state().withRestore(Optional.empty())))
              .isPresent()) {
        return;
      }
    }
    throw new TryLater("SYNC-002", "The link was changed while it was being restored.", null);
  }

  /**
   * What a restore would do now.
   *
   * @param only the one resource that is meant, where not all are
   * @throws NeedsUser when the server does not give the commit
   */
  public RestorePlan plan(Link link, CommitId commit, Optional<ResourceRef> only) {
    LinkLayout layout = link.layout();
    Map<RepoPath, byte[]> files = read(link, commit, only);
    var words = references.vocabulary(layout, files).references(Set.of(), Map.of());
    List<StoredResource> present =
        Stream.of(ResourceKind.MODEL, ResourceKind.SYNC)
            .flatMap(kind -> resources.list(link.workspace(), kind).stream())
            .toList();
    return RestorePlanner.plan(
        new RestorePlanner.Past(layout, files, words),
        present,
        only,
        link.settings().policies().deletions());
  }

  /**
   * Restores one resource at once.
   *
   * @param request who asked for it, when, and for which commit
   * @return whether it is now what it was then, or gone as then; false when it was left, because
   *     somebody edited it at the same time or something is in the way
   */
  public boolean restore(Link link, RestoreRequest request, Step step) {
    Outcome outcome = new Restoring(resources, link.workspace(), request).run(step);
    hints.outbound(link.workspace());
    return outcome != Outcome.LEFT;
  }

  /**
   * Sees to it that the server gives a commit.
   *
   * @throws NeedsUser when it does not
   */
  public void check(Link link, CommitId commit) {
    try (GitRemote remote = branch.open(link)) {
      readAliases(remote, link, commit);
    }
  }

  private Map<RepoPath, byte[]> read(Link link, CommitId commit, Optional<ResourceRef> only) {
    try (GitRemote remote = branch.open(link)) {
      var files = new HashMap<>(readAliases(remote, link, commit));
      Set<RepoPath> paths =
          only.map(ref -> Set.of(link.layout().fileOf(ref))).orElseGet(() -> remote.list(commit));
      files.putAll(remote.read(commit, paths));
      return files;
    }
  }

  /**
   * The first that is asked of a commit. Servers have many ways to say that they do not have one,
   * down to an error of their own; but then they answer where the branch points.
   */
  private static Map<RepoPath, byte[]> readAliases(GitRemote remote, Link link, CommitId commit) {
    try {
      return remote.read(commit, Set.of(link.layout().aliases()));
    } catch (TryLater e) {
      Branch.tip(remote, link);
      throw new NeedsUser(
          "GIT-021",
          "Commit %s is not on the branch, or the server does not give it."
              .formatted(commit.abbreviated()),
          "Choose one that the activity shows; if this is one, try again.",
          e);
    }
  }
}
