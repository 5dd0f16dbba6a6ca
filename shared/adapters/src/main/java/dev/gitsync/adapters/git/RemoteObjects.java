package dev.gitsync.adapters.git;

import dev.gitsync.adapters.git.KnownServers.Files;
import dev.gitsync.adapters.git.KnownServers.Modern;
import dev.gitsync.adapters.git.KnownServers.Rung;
import dev.gitsync.adapters.git.wire.FetchRequest;
import dev.gitsync.adapters.git.wire.GitObject;
import dev.gitsync.adapters.git.wire.UploadPack;
import dev.gitsync.adapters.git.wire.WireFailure;
import dev.gitsync.flows.NeedsUser;
import java.io.IOException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * The objects of a repository: those that are here, and those that the server gives when asked by
 * their ids. Asks in the cheapest way that the server is known to answer, and in the next one when
 * an object did not come.
 */
final class RemoteObjects {

  private final UploadPack server;
  private final KnownServers servers;
  private final ObjectCache cache;
  private final Access access;
  private final Map<ObjectId, GitObject> here = new HashMap<>();
  private Modern known;

  RemoteObjects(
      UploadPack server, Modern known, KnownServers servers, ObjectCache cache, Access access) {
    this.server = server;
    this.known = known;
    this.servers = servers;
    this.cache = cache;
    this.access = access;
  }

  /** An object that is here. What is used is kept for the next time. */
  GitObject get(ObjectId id) {
    GitObject object = here.get(id);
    if (object == null) {
      throw new IllegalStateException("Not fetched: " + id.name());
    }
    cache.keep(access, object);
    return object;
  }

  /** An object if it is here. Asks nobody. */
  Optional<GitObject> find(ObjectId id) {
    return Optional.ofNullable(here.get(id)).or(() -> cache.find(access, id));
  }

  /** What the server is known to be by now. */
  Modern server() {
    return known;
  }

  RevCommit commit(ObjectId id) {
    GitObject object = get(id);
    if (object.type() != Constants.OBJ_COMMIT) {
      throw new NeedsUser(
          "GIT-021",
          "Object %s of the repository is not a commit.".formatted(id.abbreviate(10).name()),
          "Give the id of a commit, such as the activity shows.");
    }
    return RevCommit.parse(object.content());
  }

  Tree tree(ObjectId id) {
    return Tree.parse(get(id));
  }

  /** Takes in objects that the server has now. */
  void keep(Collection<GitObject> objects) {
    objects.forEach(object -> here.put(object.id(), object));
    objects.forEach(object -> cache.keep(access, object));
  }

  /** Fetches commits, with their root trees where that costs nothing. */
  void needCommits(Set<ObjectId> commits) throws IOException {
    Set<ObjectId> missing = missing(commits);
    climb(
        missing,
        rung -> {
          String filter = rung == Rung.TREE_0 ? Rung.TREE_1.filter() : rung.filter();
          return filtered(FetchRequest.of(missing).deep(1), filter);
        });
  }

  /**
   * Fetches trees.
   *
   * @param commits that they are part of
   */
  void needTrees(Set<ObjectId> commits, Set<ObjectId> trees) throws IOException {
    Set<ObjectId> missing = missing(trees);
    climb(
        missing,
        rung ->
            switch (rung) {
              case TREE_0, TREE_0_ONLY, TREE_1 -> filtered(FetchRequest.of(missing), rung.filter());
              case BLOB_NONE, ALL -> filtered(FetchRequest.of(commits).deep(1), rung.filter());
            });
  }

  /** Fetches files of a commit. */
  void needFiles(ObjectId commit, Set<ObjectId> blobs) throws IOException {
    Set<ObjectId> missing = missing(blobs);
    if (missing.isEmpty()) {
      return;
    }
    if (known.files() == Files.SINGLE && fetch(FetchRequest.of(missing), missing).isPresent()) {
      return;
    }
    if (fetch(FetchRequest.of(Set.of(commit)).deep(1), missing).isEmpty()) {
      throw new BeyondProtocolTwo("The server does not send files.", null);
    }
    remember(known.with(Files.WITH_COMMIT));
  }

  private void remember(Modern server) {
    known = server;
    servers.remember(access, server);
  }

  /**
   * Fetches what a commit has and an earlier one has not.
   *
   * @return the commits that came; empty when the one does not lead to the other
   */
  Optional<Set<ObjectId>> fetchSince(ObjectId since, ObjectId tip) throws IOException {
    FetchRequest request = FetchRequest.of(Set.of(tip)).since(since);
    if (known.rung() == Rung.ALL) {
      return server.fetch(request).map(this::take);
    }
    try {
      return server.fetch(request.filtered(Rung.BLOB_NONE.filter())).map(this::take);
    } catch (WireFailure e) {
      if (e.kind() != WireFailure.Kind.DECLINED) {
        throw e;
      }
      return server.fetch(request).map(this::take);
    }
  }

  /** Fetches the newest commits, so many generations of them. */
  Set<ObjectId> fetchNewest(ObjectId tip, int generations) throws IOException {
    return climb(
        Set.of(tip),
        rung -> filtered(FetchRequest.of(Set.of(tip)).deep(generations), rung.filter()));
  }

  /**
   * Fetches a commit that no branch may lead to any more, and so many generations. One request.
   *
   * @return the commits that came; empty when the server does not give it, for whatever reason:
   *     Gerrit answers with status 500 where it does not have it
   */
  Optional<Set<ObjectId>> fetchLost(ObjectId commit, int generations) throws IOException {
    FetchRequest request = FetchRequest.of(Set.of(commit)).deep(generations);
    try {
      return fetch(filtered(request, known.rung().filter()), Set.of(commit))
          .filter(came -> came.contains(commit));
    } catch (WireFailure e) {
      if (e.kind() == WireFailure.Kind.UNREACHABLE) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Set<ObjectId> take(List<GitObject> objects) {
    objects.forEach(object -> here.put(object.id(), object));
    return objects.stream()
        .filter(object -> object.type() == Constants.OBJ_COMMIT)
        .map(GitObject::id)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Those that are not here. Those in the cache are from now on, and cannot leave any more. */
  private Set<ObjectId> missing(Set<ObjectId> ids) {
    ids.forEach(id -> cache.find(access, id).ifPresent(object -> here.putIfAbsent(id, object)));
    return ids.stream().filter(id -> !here.containsKey(id)).collect(Collectors.toSet());
  }

  /** How objects are asked for. */
  @FunctionalInterface
  private interface Ask {
    FetchRequest on(Rung rung);
  }

  /** Asks in one way after the other until all came. Gives the commits that came with them. */
  private Set<ObjectId> climb(Set<ObjectId> wanted, Ask ask) throws IOException {
    if (wanted.isEmpty()) {
      return Set.of();
    }
    Rung first = known.rung();
    Optional<FetchRequest> before = Optional.empty();
    for (Rung rung : EnumSet.range(first, Rung.ALL)) {
      FetchRequest request = ask.on(rung);
      if (before.equals(Optional.of(request))) {
        continue;
      }
      before = Optional.of(request);
      Optional<Set<ObjectId>> came = fetch(request, wanted);
      if (came.isPresent()) {
        if (rung != first) {
          remember(known.with(rung));
        }
        return came.get();
      }
    }
    throw new BeyondProtocolTwo("The server does not send objects by their ids.", null);
  }

  /** Empty when something that is wanted did not come. */
  private Optional<Set<ObjectId>> fetch(FetchRequest request, Set<ObjectId> wanted)
      throws IOException {
    try {
      return server.fetch(request).map(this::take).filter(came -> missing(wanted).isEmpty());
    } catch (WireFailure e) {
      if (e.kind() == WireFailure.Kind.DECLINED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static FetchRequest filtered(FetchRequest request, String filter) {
    return filter.isEmpty() ? request : request.filtered(filter);
  }
}
