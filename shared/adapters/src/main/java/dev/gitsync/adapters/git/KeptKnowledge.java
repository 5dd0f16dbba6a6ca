package dev.gitsync.adapters.git;

import dev.gitsync.adapters.git.KnownServers.SeenBranch;
import dev.gitsync.adapters.git.KnownServers.Server;
import java.time.Instant;
import java.util.Optional;

/** What is kept of one link beyond the process: taken in once, and kept again when it changed. */
record KeptKnowledge(
    LinkMemory memory,
    String link,
    Access access,
    KnownServers servers,
    SeenBranch branch,
    ObjectCache cache) {

  /** Takes in what another process kept; gives what the server is. */
  Optional<Server> recall() {
    Optional<Knowledge> kept = memory.recall(link).flatMap(Knowledge::read);
    kept.ifPresent(this::takeIn);
    return kept.map(Knowledge::server);
  }

  private void takeIn(Knowledge kept) {
    servers.remember(access, kept.server());
    branch.seenAt(kept.tip(), Instant.EPOCH);
    branch.keptAt(kept.tip());
    kept.objects().forEach(object -> cache.keep(access, object));
  }

  /** Keeps what is known of the branch where it has moved since it was kept last. */
  void keep(ModernRemote remote) {
    if (branch.tip().isPresent() && !branch.tip().equals(branch.kept())) {
      remote.knowledge().ifPresent(this::keep);
    }
  }

  private void keep(Knowledge knowledge) {
    branch.keptAt(knowledge.tip());
    knowledge.write().ifPresent(text -> memory.keep(link, text));
  }
}
