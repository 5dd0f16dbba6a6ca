package dev.gitsync.testkit.sim;

import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.plan.ResourcePlanner.ResourceWrite;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.PollSlot;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.ConflictChanges;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.Links;
import dev.gitsync.flows.port.Resources;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Links that move on to the tip with the first file that is applied, where they should with the
 * last. To the flow it looks as if they had not.
 */
final class HastyLinks implements Links {

  private record Version(WorkspaceId workspace, long number) {}

  private final Ports sound;
  private final Map<WorkspaceId, CommitId> tips = new HashMap<>();
  private final Map<Version, Long> moved = new HashMap<>();

  HastyLinks(Ports sound) {
    this.sound = sound;
  }

  Ports ports() {
    return new Ports(
        new Hasty(sound.resources()),
        this,
        (settings, layout, credentials) ->
            new Listening(sound.remotes().open(settings, layout, credentials), layout.workspace()),
        sound.hints(),
        sound.hosts());
  }

  /** Remembers which tip a flow looks at. */
  private final class Listening implements ForwardingRemote {
    private final GitRemote remote;
    private final WorkspaceId workspace;

    Listening(GitRemote remote, WorkspaceId workspace) {
      this.remote = remote;
      this.workspace = workspace;
    }

    @Override
    public GitRemote remote() {
      return remote;
    }

    @Override
    public History history(Optional<CommitId> since, CommitId tip) {
      tips.put(workspace, tip);
      return remote.history(since, tip);
    }
  }

  private final class Hasty implements ForwardingResources {
    private final Resources resources;

    Hasty(Resources resources) {
      this.resources = resources;
    }

    @Override
    public Resources resources() {
      return resources;
    }

    @Override
    public boolean apply(
        Link link, Optional<StoredResource> current, ResourceWrite write, Activity entry) {
      moveOn(link);
      return resources.apply(actual(link), current, write, entry);
    }
  }

  private void moveOn(Link link) {
    CommitId tip = tips.get(link.workspace());
    if (tip != null && actual(link).version() == link.version()) {
      var state = link.state();
      sound
          .links()
          .advance(link.with(state.read(tip, state.problems(), state.manifest())))
          .ifPresent(it -> moved.put(new Version(link.workspace(), link.version()), it.version()));
    }
  }

  /** The link with the version that it has since it moved on. */
  private Link actual(Link link) {
    long version =
        moved.getOrDefault(new Version(link.workspace(), link.version()), link.version());
    return link.stored(version);
  }

  @Override
  public Optional<Link> find(WorkspaceId workspace) {
    return sound.links().find(workspace);
  }

  @Override
  public void forEach(PollSlot slot, Consumer<Link> consumer) {
    sound.links().forEach(slot, consumer);
  }

  @Override
  public List<Link> sharing(RepositoryUrl.Place place) {
    return sound.links().sharing(place);
  }

  @Override
  public Optional<Link> create(Link link) {
    return sound.links().create(link);
  }

  @Override
  public Optional<Link> advance(
      Link link, List<Change> delivered, List<Activity> entries, ConflictChanges conflicts) {
    return sound.links().advance(actual(link), delivered, entries, conflicts);
  }
}
