package dev.gitsync.testkit;

import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.ChangeId;
import dev.gitsync.core.change.OpenConflict;
import dev.gitsync.core.plan.ResourcePlanner.ResourceWrite;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.PollSlot;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.ActivityLog;
import dev.gitsync.flows.port.ConflictChanges;
import dev.gitsync.flows.port.Links;
import dev.gitsync.flows.port.Resources;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** The stores in memory, all conditions and transactions included. Safe for several threads. */
public final class InMemoryStore implements Resources, Links, ActivityLog {

  private record Key(WorkspaceId workspace, ResourceRef ref) {}

  private final InstantSource clock;
  private final RandomGenerator random;
  private final Map<Key, StoredResource> resources = new HashMap<>();
  private final Map<WorkspaceId, TreeMap<Long, Change>> waiting = new TreeMap<>();
  private final Map<WorkspaceId, Map<ResourceRef, Mapping>> deleted = new HashMap<>();
  private final Map<WorkspaceId, Map<String, OpenConflict>> conflicts = new HashMap<>();
  private final Map<WorkspaceId, Link> links = new TreeMap<>();
  private final Map<WorkspaceId, TreeMap<String, Activity>> log = new HashMap<>();
  private long sequence;

  /** Empty stores. */
  public InMemoryStore(InstantSource clock) {
    this(clock, new SecureRandom());
  }

  /** Empty stores that give changes ids from this generator. */
  public InMemoryStore(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  @Override
  public synchronized Optional<StoredResource> find(WorkspaceId workspace, ResourceRef ref) {
    return Optional.ofNullable(resources.get(new Key(workspace, ref)));
  }

  @Override
  public synchronized Optional<StoredResource> find(
      WorkspaceId workspace, ResourceKind kind, String id) {
    return list(workspace, kind).stream().filter(stored -> stored.id().equals(id)).findFirst();
  }

  @Override
  public synchronized List<StoredResource> list(WorkspaceId workspace, ResourceKind kind) {
    return resources.entrySet().stream()
        .filter(entry -> entry.getKey().workspace().equals(workspace))
        .map(Map.Entry::getValue)
        .filter(stored -> stored.ref().kind() == kind)
        .sorted(Comparator.comparing(StoredResource::ref))
        .toList();
  }

  @Override
  public synchronized Optional<Change> accept(Edit edit) {
    if (!isCurrent(edit.workspace(), edit.ref(), edit.current())
        || edit.after()
            .map(it -> dangles(edit.workspace(), it))
            .orElseGet(() -> isUsed(edit.workspace(), edit.ref()))) {
      return Optional.empty();
    }
    sequence++;
    var id = ChangeId.of(new UUID(random.nextLong(), random.nextLong()));
    Change change = edit.change(id, sequence, clock.instant());
    edit.after()
        .ifPresentOrElse(
            after -> store(edit.workspace(), edit.current(), after, edit.extras()),
            () -> delete(edit.workspace(), edit.current().orElseThrow()));
    waiting.computeIfAbsent(edit.workspace(), it -> new TreeMap<>()).put(sequence, change);
    return Optional.of(change);
  }

  @Override
  public synchronized boolean apply(
      Link link, Optional<StoredResource> current, ResourceWrite write, Activity entry) {
    if (!isCurrent(link)
        || !isCurrent(link.workspace(), write.after().ref(), current)
        || dangles(link.workspace(), write.after())) {
      return false;
    }
    sequence++;
    Mapping extras = current.map(StoredResource::extras).orElse(Mapping.empty());
    store(link.workspace(), current, write.after(), extras);
    record(entry);
    return true;
  }

  @Override
  public synchronized List<Change> waiting(WorkspaceId workspace, int limit) {
    return waiting.getOrDefault(workspace, new TreeMap<>()).values().stream().limit(limit).toList();
  }

  @Override
  public synchronized Map<WorkspaceId, Instant> withWaiting() {
    return waiting.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, entry -> entry.getValue().firstEntry().getValue().at()));
  }

  @Override
  public synchronized Map<ResourceRef, Mapping> deleted(WorkspaceId workspace) {
    return Map.copyOf(deleted.getOrDefault(workspace, Map.of()));
  }

  @Override
  public synchronized boolean remove(Link link, StoredResource current, Activity entry) {
    if (!isCurrent(link)
        || !isCurrent(link.workspace(), current.ref(), Optional.of(current))
        || isUsed(link.workspace(), current.ref())) {
      return false;
    }
    delete(link.workspace(), current);
    record(entry);
    return true;
  }

  @Override
  public synchronized List<OpenConflict> conflicts(WorkspaceId workspace) {
    return conflicts.getOrDefault(workspace, Map.of()).values().stream()
        .sorted(OpenConflict.BY_FIELD)
        .toList();
  }

  @Override
  public synchronized Optional<Link> find(WorkspaceId workspace) {
    return Optional.ofNullable(links.get(workspace));
  }

  @Override
  public void forEach(PollSlot slot, Consumer<Link> consumer) {
    List<Link> all;
    synchronized (this) {
      all = List.copyOf(links.values());
    }
    all.stream()
        .filter(link -> PollSlot.of(link).filter(slot::equals).isPresent())
        .forEach(consumer);
  }

  @Override
  public synchronized List<Link> sharing(RepositoryUrl.Place place) {
    return links.values().stream()
        .filter(link -> link.settings().repository().place().equals(place))
        .toList();
  }

  @Override
  public synchronized Optional<Link> create(Link link) {
    Link stored = link.stored(1);
    return links.putIfAbsent(link.workspace(), stored) == null
        ? Optional.of(stored)
        : Optional.empty();
  }

  @Override
  public synchronized Optional<Link> advance(
      Link link, List<Change> delivered, List<Activity> entries, ConflictChanges changed) {
    var changes = waiting.getOrDefault(link.workspace(), new TreeMap<>());
    if (!isCurrent(link)
        || !delivered.stream().allMatch(change -> changes.containsKey(change.sequence()))) {
      return Optional.empty();
    }
    delivered.forEach(change -> changes.remove(change.sequence()));
    entries.forEach(this::record);
    var open = conflicts.computeIfAbsent(link.workspace(), it -> new HashMap<>());
    changed.closed().forEach(conflict -> open.remove(conflict.id()));
    changed.opened().forEach(conflict -> open.put(conflict.id(), conflict));
    Link stored = link.stored(link.version() + 1);
    links.put(link.workspace(), stored);
    return Optional.of(stored);
  }

  @Override
  public synchronized List<Activity> page(
      WorkspaceId workspace, Optional<String> before, int limit) {
    var entries = log.getOrDefault(workspace, new TreeMap<>());
    return entries.headMap(before.orElse("~"), false).descendingMap().values().stream()
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<Activity> history(
      WorkspaceId workspace, ResourceRef ref, Optional<String> before, int limit) {
    return page(workspace, before, Integer.MAX_VALUE).stream()
        .filter(entry -> entry.ref().equals(ref))
        .limit(limit)
        .toList();
  }

  private boolean isCurrent(Link link) {
    return find(link.workspace()).filter(it -> it.version() == link.version()).isPresent();
  }

  private boolean isCurrent(
      WorkspaceId workspace, ResourceRef ref, Optional<StoredResource> expected) {
    return find(workspace, ref)
        .map(StoredResource::revision)
        .equals(expected.map(StoredResource::revision));
  }

  private boolean dangles(WorkspaceId workspace, Resource resource) {
    return resource.references().stream().anyMatch(ref -> find(workspace, ref).isEmpty());
  }

  /** Stricter than has to be: whoever deletes has looked before. */
  private boolean isUsed(WorkspaceId workspace, ResourceRef ref) {
    return resources.entrySet().stream()
        .filter(entry -> entry.getKey().workspace().equals(workspace))
        .anyMatch(entry -> entry.getValue().resource().references().contains(ref));
  }

  private void store(
      WorkspaceId workspace, Optional<StoredResource> current, Resource after, Mapping extras) {
    Instant now = clock.instant();
    resources.put(
        new Key(workspace, after.ref()),
        new StoredResource(
            after,
            current.map(StoredResource::id).orElse(Long.toString(sequence)),
            sequence,
            extras,
            current.map(StoredResource::createdAt).orElse(now),
            now));
    deleted.getOrDefault(workspace, new HashMap<>()).remove(after.ref());
  }

  private void delete(WorkspaceId workspace, StoredResource current) {
    resources.remove(new Key(workspace, current.ref()));
    deleted
        .computeIfAbsent(workspace, it -> new HashMap<>())
        .put(current.ref(), current.resource().trackedDocument());
  }

  private void record(Activity entry) {
    log.computeIfAbsent(entry.workspace(), it -> new TreeMap<>()).put(entry.id(), entry);
  }
}
