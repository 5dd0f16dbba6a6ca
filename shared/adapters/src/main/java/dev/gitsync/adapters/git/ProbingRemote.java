package dev.gitsync.adapters.git;

import dev.gitsync.adapters.git.KnownServers.Modern;
import dev.gitsync.adapters.git.KnownServers.Old;
import dev.gitsync.adapters.git.KnownServers.Server;
import dev.gitsync.adapters.git.wire.Endpoint;
import dev.gitsync.adapters.git.wire.UploadPack;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.port.GitRemote;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A branch by protocol 2 where the server speaks it, which is asked once and kept, and by JGit's
 * transport for other servers and for what a server does not give by protocol 2.
 */
final class ProbingRemote implements GitRemote {

  private final LinkSettings settings;
  private final Access access;
  private final KnownServers servers;
  private final KeptKnowledge kept;
  private final Endpoint endpoint;
  private final Function<Modern, ModernRemote> modern;
  private final Supplier<GitRemote> old;
  private Optional<ModernRemote> modernRemote = Optional.empty();
  private Optional<GitRemote> oldRemote = Optional.empty();

  ProbingRemote(
      LinkSettings settings,
      Access access,
      KnownServers servers,
      KeptKnowledge kept,
      Endpoint endpoint,
      Function<Modern, ModernRemote> modern,
      Supplier<GitRemote> old) {
    this.settings = settings;
    this.access = access;
    this.servers = servers;
    this.kept = kept;
    this.endpoint = endpoint;
    this.modern = modern;
    this.old = old;
  }

  private <T> T ask(Function<GitRemote, T> question) {
    return switch (server()) {
      case Modern known -> askModern(known, question);
      case Old known -> question.apply(old());
    };
  }

  private <T> T askModern(Modern known, Function<GitRemote, T> question) {
    ModernRemote remote = modernRemote.orElseGet(() -> modern.apply(known));
    modernRemote = Optional.of(remote);
    try {
      return question.apply(remote);
    } catch (BeyondProtocolTwo e) {
      servers.forget(access);
      modernRemote = Optional.empty();
      return question.apply(old());
    }
  }

  private GitRemote old() {
    GitRemote remote = oldRemote.orElseGet(old);
    oldRemote = Optional.of(remote);
    return remote;
  }

  private Server server() {
    return known().orElseGet(this::probe);
  }

  private Optional<Server> known() {
    return servers.find(access).or(kept::recall);
  }

  private Server probe() {
    try {
      Server server =
          new UploadPack(endpoint)
              .capabilities()
              .filter(it -> it.objectFormat().equals("sha1"))
              .<Server>map(Modern::new)
              .orElse(new Old());
      servers.remember(access, server);
      return server;
    } catch (IOException e) {
      throw TransportFailure.explain(e, settings);
    }
  }

  @Override
  public Tip tip() {
    return ask(GitRemote::tip);
  }

  /** Known only where the server and the branch are. */
  @Override
  public Optional<CommitId> lastSeen() {
    return known().isPresent() ? ask(GitRemote::lastSeen) : Optional.empty();
  }

  @Override
  public History history(Optional<CommitId> since, CommitId tip) {
    return ask(remote -> remote.history(since, tip));
  }

  @Override
  public Set<RepoPath> list(CommitId at) {
    return ask(remote -> remote.list(at));
  }

  @Override
  public Set<RepoPath> differences(CommitId before, CommitId after) {
    return ask(remote -> remote.differences(before, after));
  }

  @Override
  public Map<RepoPath, byte[]> read(CommitId at, Set<RepoPath> paths) {
    return ask(remote -> remote.read(at, paths));
  }

  @Override
  public PushOutcome push(Optional<CommitId> expected, List<CommitDraft> commits) {
    return ask(remote -> remote.push(expected, commits));
  }

  @Override
  public PushOutcome branchOff(CommitId from, List<CommitDraft> commits) {
    return ask(remote -> remote.branchOff(from, commits));
  }

  @Override
  public void checkPush() {
    ask(
        remote -> {
          remote.checkPush();
          return remote;
        });
  }

  @Override
  public void close() {
    modernRemote.ifPresent(kept::keep);
    modernRemote.ifPresent(GitRemote::close);
    oldRemote.ifPresent(GitRemote::close);
    endpoint.close();
  }
}
