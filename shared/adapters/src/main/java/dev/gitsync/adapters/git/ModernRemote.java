package dev.gitsync.adapters.git;

import dev.gitsync.adapters.git.KnownServers.SeenBranch;
import dev.gitsync.adapters.git.Tree.Entry;
import dev.gitsync.adapters.git.wire.ReceivePack;
import dev.gitsync.adapters.git.wire.UploadPack;
import dev.gitsync.adapters.git.wire.WireFailure;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.port.GitRemote;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A branch on a server that speaks protocol 2. Throws {@link BeyondProtocolTwo} where the server
 * does not give what is needed that way.
 */
final class ModernRemote implements GitRemote {

  /** A pack that is larger is not sent before asking whether the branch has moved. */
  private static final int LARGE_PACK = 1 << 20;

  /** What was asked so lately is not asked again. */
  private static final Duration LATELY = Duration.ofSeconds(5);

  private final LinkSettings settings;
  private final String ref;
  private final UploadPack source;
  private final ReceivePack target;
  private final RemoteObjects objects;
  private final LinkTrees trees;
  private final SeenBranch seen;
  private final InstantSource clock;

  ModernRemote(
      LinkSettings settings,
      LinkLayout layout,
      UploadPack source,
      ReceivePack target,
      RemoteObjects objects,
      SeenBranch seen,
      InstantSource clock) {
    this.settings = settings;
    this.ref = Constants.R_HEADS + settings.branch();
    this.source = source;
    this.target = target;
    this.objects = objects;
    this.trees = new LinkTrees(objects, layout);
    this.seen = seen;
    this.clock = clock;
  }

  /** Something that talks to the server. */
  @FunctionalInterface
  private interface Talk<T> {
    T run() throws IOException;
  }

  private <T> T talk(Talk<T> talk) {
    try {
      return talk.run();
    } catch (WireFailure e) {
      if (e.kind() == WireFailure.Kind.DECLINED || e.kind() == WireFailure.Kind.MALFORMED) {
        throw new BeyondProtocolTwo(String.valueOf(e.getMessage()), e);
      }
      throw TransportFailure.explain(e, settings);
    } catch (IOException e) {
      throw TransportFailure.explain(e, settings);
    }
  }

  @Override
  public Tip tip() {
    return talk(
        () -> {
          ObjectId id = source.refs(ref).get(ref);
          if (id != null) {
            seen.seenAt(id, clock.instant());
            return new At(new CommitId(id.name()));
          }
          seen.lost();
          return source.refs(Constants.R_HEADS).isEmpty() ? new Unborn() : new Missing();
        });
  }

  @Override
  public Optional<CommitId> lastSeen() {
    return seen.tip().map(id -> new CommitId(id.name()));
  }

  /** What would be of use to a process that starts anew; empty where the tip was not read. */
  Optional<Knowledge> knowledge() {
    return seen.tip()
        .filter(tip -> objects.find(tip).isPresent())
        .map(tip -> new Knowledge(objects.server(), tip, trees.here(tip)));
  }

  @Override
  public History history(Optional<CommitId> since, CommitId tip) {
    return talk(
        () -> new BranchHistory(objects, trees).between(since.map(ModernRemote::id), id(tip)));
  }

  @Override
  public Set<RepoPath> list(CommitId at) {
    return talk(
        () -> Optional.ofNullable(trees.views(Set.of(id(at))).get(id(at))).orElseThrow().files());
  }

  @Override
  public Set<RepoPath> differences(CommitId before, CommitId after) {
    if (before.equals(after)) {
      return Set.of();
    }
    return talk(
        () -> {
          Map<ObjectId, LinkTrees.View> views = trees.views(Set.of(id(before), id(after)));
          LinkTrees.View changed = Optional.ofNullable(views.get(id(after))).orElseThrow();
          return changed.differences(Optional.ofNullable(views.get(id(before))).orElseThrow());
        });
  }

  @Override
  public Map<RepoPath, byte[]> read(CommitId at, Set<RepoPath> paths) {
    return talk(
        () -> {
          Map<RepoPath, Entry> found = trees.find(id(at), paths);
          found.values().removeIf(entry -> !entry.isFile());
          objects.needFiles(
              id(at), found.values().stream().map(Entry::id).collect(Collectors.toSet()));
          var contents = new HashMap<RepoPath, byte[]>();
          found.forEach((path, entry) -> contents.put(path, content(entry)));
          return contents;
        });
  }

  private byte[] content(Entry entry) {
    byte[] content = objects.get(entry.id()).content();
    return Arrays.copyOf(content, Math.min(content.length, MOST_BYTES));
  }

  @Override
  public PushOutcome push(Optional<CommitId> expected, List<CommitDraft> drafts) {
    return push(new Place(expected, expected), drafts);
  }

  @Override
  public PushOutcome branchOff(CommitId from, List<CommitDraft> drafts) {
    return push(new Place(Optional.empty(), Optional.of(from)), drafts);
  }

  /**
   * Where commits go.
   *
   * @param tip where the branch points; empty where there is none
   * @param parent what the first commit is on top of
   */
  private record Place(Optional<CommitId> tip, Optional<CommitId> parent) {}

  /** What is refused for whatever reason has not been refused for good when the branch moved. */
  private PushOutcome push(Place place, List<CommitDraft> drafts) {
    PackedCommits commits;
    try {
      commits = talk(() -> commits(place.parent().map(ModernRemote::id), drafts));
    } catch (BeyondProtocolTwo e) {
      if (hasMoved(place.tip())) {
        return new HeadMoved();
      }
      throw e;
    }
    byte[] pack = commits.thinPack();
    if (pack.length > LARGE_PACK && !wasThereLately(place.tip()) && hasMoved(place.tip())) {
      return new HeadMoved();
    }
    PushOutcome outcome = push(place.tip(), commits, pack);
    return outcome instanceof Refused && hasMoved(place.tip()) ? new HeadMoved() : outcome;
  }

  private PushOutcome push(Optional<CommitId> expected, PackedCommits commits, byte[] pack) {
    ReceivePack.Report report = send(expected, commits, pack);
    if (commits.isThin() && report.verdict() instanceof ReceivePack.NotUnpacked) {
      report = send(expected, commits, commits.fullPack());
    }
    PushOutcome outcome =
        PushReport.read(
            report, commits.commits().stream().map(id -> new CommitId(id.name())).toList());
    if (outcome instanceof Pushed) {
      objects.keep(commits.objects());
      seen.seenAt(commits.commits().getLast(), clock.instant());
    }
    return outcome;
  }

  private boolean wasThereLately(Optional<CommitId> expected) {
    return lastSeen().equals(expected) && seen.isSeenSince(clock.instant().minus(LATELY));
  }

  private boolean hasMoved(Optional<CommitId> expected) {
    return !expected.equals(
        tip() instanceof At(var commit) ? Optional.of(commit) : Optional.empty());
  }

  private PackedCommits commits(Optional<ObjectId> parent, List<CommitDraft> drafts)
      throws IOException {
    Set<RepoPath> paths =
        drafts.stream().flatMap(draft -> draft.paths().stream()).collect(Collectors.toSet());
    var needed = new HashSet<ObjectId>();
    parent.ifPresent(needed::add);
    drafts.stream()
        .flatMap(draft -> draft.merged().stream())
        .map(ModernRemote::id)
        .forEach(needed::add);
    for (ObjectId commit : needed) {
      trees.find(commit, paths);
    }
    var commits = new PackedCommits(objects, parent);
    drafts.forEach(draft -> commits.add(draft, Person.SERVICE, clock.instant()));
    return commits;
  }

  private ReceivePack.Report send(Optional<CommitId> expected, PackedCommits commits, byte[] pack) {
    ObjectId from = expected.map(ModernRemote::id).orElse(ObjectId.zeroId());
    try {
      return target.push(ref, from, commits.commits().getLast(), pack);
    } catch (IOException e) {
      throw TransportFailure.explain(e, settings);
    }
  }

  @Override
  public void checkPush() {
    talk(
        () -> {
          target.check();
          return target;
        });
  }

  @Override
  public void close() {}

  private static ObjectId id(CommitId commit) {
    return ObjectId.fromString(commit.value());
  }
}
