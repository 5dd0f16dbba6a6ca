package dev.gitsync.testkit.sim;

import dev.gitsync.core.change.Activity;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.FileCheck;
import dev.gitsync.core.repo.References;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.repo.ResourceFile;
import dev.gitsync.core.repo.Trailers;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.link.Link;
import dev.gitsync.testkit.InMemoryGit.Commit;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The world at rest, as the invariants look at it.
 *
 * @param log the branch from its first commit to its tip
 */
record Rest(World world, List<Commit> log) {

  static Rest of(World world) {
    return new Rest(world, world.git().log());
  }

  Ledger ledger() {
    return world.ledger();
  }

  Link link(WorkspaceId workspace) {
    return world.link(workspace);
  }

  /** The files at the tip. */
  Map<RepoPath, String> files() {
    return log.isEmpty() ? Map.of() : log.getLast().files();
  }

  /** All models and syncs of a workspace. */
  List<StoredResource> resources(WorkspaceId workspace) {
    return Stream.of(ResourceKind.MODEL, ResourceKind.SYNC)
        .flatMap(kind -> world.store().list(workspace, kind).stream())
        .toList();
  }

  /** The whole activity log of a workspace, newest first. */
  List<Activity> activity(WorkspaceId workspace) {
    return world.store().page(workspace, Optional.empty(), Integer.MAX_VALUE);
  }

  /** A file, unless it is one that cannot be taken over. */
  Optional<ResourceFile> goodFile(RepoPath path, ResourceRef ref, References references) {
    byte[] content = files().getOrDefault(path, "").getBytes(StandardCharsets.UTF_8);
    return switch (ResourceFile.read(path, ref, content)) {
      case ResourceFile.Broken _ -> Optional.empty();
      case ResourceFile.Parsed(var file) ->
          Optional.of(file).filter(it -> FileCheck.problems(it, references).isEmpty());
    };
  }

  /** As {@link #lastTouch}, but for commits that left the file's meaning as it was. */
  int lastEdit(RepoPath path, ResourceRef ref) {
    for (int i = log.size() - 1; i >= 0; i--) {
      String before = i == 0 ? null : log.get(i - 1).files().get(path);
      String after = log.get(i).files().get(path);
      if (!Objects.equals(before, after) && !meansTheSame(path, ref, before, after)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean meansTheSame(
      RepoPath path, ResourceRef ref, @Nullable String before, @Nullable String after) {
    return before != null
        && after != null
        && read(path, ref, before) instanceof ResourceFile.Parsed(var one)
        && read(path, ref, after) instanceof ResourceFile.Parsed(var other)
        && one.asWritten().equals(other.asWritten());
  }

  private static ResourceFile.Reading read(RepoPath path, ResourceRef ref, String text) {
    return ResourceFile.read(path, ref, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The place in the log of the newest commit that changed a file; -1 where none did. */
  int lastTouch(RepoPath path) {
    for (int i = log.size() - 1; i >= 0; i--) {
      String before = i == 0 ? null : log.get(i - 1).files().get(path);
      if (!Objects.equals(before, log.get(i).files().get(path))) {
        return i;
      }
    }
    return -1;
  }

  /** Whether a file was made again after somebody had deleted it. */
  boolean isAnew(RepoPath path) {
    boolean was = false;
    boolean gone = false;
    for (Commit commit : log) {
      boolean is = commit.files().containsKey(path);
      gone |= was && !is;
      was = is;
    }
    return gone && was;
  }

  /** The place of a commit in the log; -1 where it is not on the branch. */
  int placeOf(CommitId id) {
    for (int i = log.size() - 1; i >= 0; i--) {
      if (log.get(i).id().equals(id) || isMergedBy(i, id)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether a commit came to the branch by a merge. */
  private boolean isMergedBy(int place, CommitId id) {
    Commit commit = log.get(place);
    return commit.merged().isPresent()
        && commit.parent().isPresent()
        && world.git().added(commit.parent().get(), commit.id()).stream()
            .anyMatch(it -> it.id().equals(id));
  }

  /** The workspace whose commit one is, as far as a file goes; empty where a user made it. */
  Optional<WorkspaceId> madeFor(int place, RepoPath path) {
    CommitId id = log.get(place).id();
    return ledger().proposals().isArrival(id)
        ? ledger().proposals().proposedBy(id, path)
        : Trailers.parse(log.get(place).message()).map(Trailers::workspace);
  }
}
