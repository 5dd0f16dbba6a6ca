package dev.gitsync.adapters.codecommit;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemote.CommitDraft;
import dev.gitsync.flows.port.GitRemote.PushOutcome;
import dev.gitsync.flows.port.GitRemote.Pushed;
import dev.gitsync.testkit.CGitServer;
import dev.gitsync.testkit.CodeCommitServer;
import dev.gitsync.testkit.Fixtures;
import dev.gitsync.testkit.PlantedSecrets;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** A server with the repository {@code acme}, empty at first, and remotes that reach it. */
public final class CodeCommitFixture implements AutoCloseable {

  static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  private static final Credentials ROLE = new Credentials(new Credentials.AwsRole());

  private final Path repository;
  private final CodeCommitServer server;
  private final CodeCommitRemotes remotes;

  private CodeCommitFixture(Path repository, CodeCommitServer server) {
    this.repository = repository;
    this.server = server;
    this.remotes = remotes(server.endpoint());
  }

  static CodeCommitFixture start(Path folder) throws IOException {
    Path repository = folder.resolve("acme.git");
    CGitServer.init(repository);
    return new CodeCommitFixture(repository, CodeCommitServer.start(folder, () -> NOON));
  }

  static CodeCommitRemotes remotes(URI endpoint) {
    return new CodeCommitRemotes(clients(endpoint));
  }

  /** Clients of a stand-in. */
  public static CodeCommitClients clients(URI endpoint) {
    var credentials =
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create("AKIDEXAMPLE", PlantedSecrets.token("aws")));
    return new CodeCommitClients(
        region ->
            CodeCommitClients.builder(region)
                .endpointOverride(endpoint)
                .credentialsProvider(credentials)
                .httpClient(UrlConnectionHttpClient.create())
                .build());
  }

  static GitRemote open(CodeCommitRemotes remotes, String url, String branch) {
    var settings = new LinkSettings(new RepositoryUrl(url), branch, "", LinkSettings.Mode.RUNNING);
    return remotes.open(settings, new LinkLayout(Fixtures.ACME, ""), ROLE);
  }

  GitRemote open() {
    return open("acme", "main");
  }

  GitRemote open(String name, String branch) {
    return open(remotes, "codecommit::eu-west-1://" + name, branch);
  }

  CodeCommitServer server() {
    return server;
  }

  static CommitDraft draft(String message, Map<String, String> files) {
    return new CommitDraft(
        files.entrySet().stream()
            .collect(Collectors.toMap(file -> new RepoPath(file.getKey()), Map.Entry::getValue)),
        Fixtures.ADA,
        NOON,
        message);
  }

  CommitId push(Optional<CommitId> tip, CommitDraft... drafts) {
    try (GitRemote remote = open()) {
      PushOutcome outcome = remote.push(tip, List.of(drafts));
      if (outcome instanceof Pushed pushed) {
        return pushed.tip();
      }
      throw new AssertionError(outcome.toString());
    }
  }

  CommitId push(CommitId tip, CommitDraft... drafts) {
    return push(Optional.of(tip), drafts);
  }

  /** Runs the git program on the repository itself and gives what it printed. */
  String git(String... arguments) throws IOException {
    return CGitServer.run(
            repository,
            Stream.concat(Stream.of("git"), Arrays.stream(arguments)).toArray(String[]::new))
        .strip();
  }

  @Override
  public void close() {
    server.close();
  }
}
