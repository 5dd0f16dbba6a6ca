package dev.gitsync.bench.start;

import dev.gitsync.bench.BenchFault;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.resource.Connector;
import dev.gitsync.core.resource.Model;
import dev.gitsync.core.resource.Query;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.LinkState;
import dev.gitsync.flows.link.LinkState.ResyncRequest;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemote.CommitDraft;
import dev.gitsync.flows.port.Resources.Edit;
import dev.gitsync.functions.Variable;
import dev.gitsync.functions.Wiring;
import dev.gitsync.local.aws.DynamoServer;
import dev.gitsync.local.aws.LocalAccount;
import dev.gitsync.local.aws.SqsServer;
import dev.gitsync.local.git.GitAccess;
import dev.gitsync.local.git.GitServer;
import dev.gitsync.local.http.Loopback;
import dev.gitsync.local.secrets.SecretsServer;
import dev.gitsync.local.template.CloudTemplate;
import dev.gitsync.local.template.Function;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * The servers that a function uses, with a workspace that is linked to a branch. It sets the SDK's
 * system properties.
 */
final class Account implements AutoCloseable {
  private static final WorkspaceId WORKSPACE = new WorkspaceId("acme");
  private static final LinkLayout LAYOUT = new LinkLayout(WORKSPACE, "");
  private static final Person ADA = new Person("Ada Lovelace", "ada@acme.example");
  private static final GitAccess ACCESS = new GitAccess("gitsync", "bench");
  private static final Slug SOURCE = new Slug("postgres");

  /** What is open, the last first. */
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  private final SqsClient sqs;
  private final Map<String, String> variables;
  private final Function outbound;
  private final Wiring wiring;
  private final LinkSettings settings;
  private int edits;
  private String receipt = "";

  /**
   * Starts the servers, creates what {@code template} describes, and makes a first commit.
   *
   * @param folder for what they store
   */
  Account(Path template, Path folder) {
    DynamoServer dynamo = keep(DynamoServer.start(folder));
    SqsServer queues = keep(SqsServer.start());
    sqs = queues.client();
    SecretsServer secrets = keep(SecretsServer.start(folder.resolve("secrets.json")));
    GitServer git = keep(GitServer.open(folder.resolve("repository.git"), ACCESS));
    Loopback front = keep(Loopback.serve(git.handler()));
    LocalAccount.settings(dynamo.endpoint(), queues.endpoint(), secrets.endpoint())
        .forEach(System::setProperty);
    variables = LocalAccount.variables(dynamo.endpoint(), queues.endpoint(), secrets.endpoint());
    var described =
        CloudTemplate.read(
            template, queues.endpoint(), Map.of("GIT_ALLOWED_HOSTS", front.uri().getHost()));
    dynamo.create(described.tables());
    queues.create(described.queues());
    outbound = function(described, "Outbound");
    wiring = new Wiring(function(described, "Api").environment());
    settings =
        new LinkSettings(
            new RepositoryUrl(front.uri().resolve(GitServer.PATH).toString()),
            "main",
            "",
            LinkSettings.Mode.RUNNING);
    link();
  }

  /** The variables by which the AWS SDK finds the servers. */
  Map<String, String> variables() {
    return variables;
  }

  /** The function that commits. */
  Function outbound() {
    return outbound;
  }

  /** Lets a change wait, and gives the event that hints at it. */
  String edit() {
    edits++;
    var model =
        new Model(
            new Slug("orders"),
            "Orders",
            SOURCE,
            "",
            new Query(Query.Type.RAW_SQL, "SELECT id, %d AS edit\nFROM orders".formatted(edits)),
            "id");
    accept(model);
    return """
        {"Records":[{"messageId":"1","receiptHandle":"%s","eventSource":"aws:sqs",\
        "attributes":{"ApproximateReceiveCount":"1"},"body":"{\\"workspace\\":\\"%s\\"}"}]}"""
        .formatted(receipt(), WORKSPACE);
  }

  /** Of a message that the function can say something about. */
  private String receipt() {
    String queue = Variable.OUTBOUND_QUEUE_URL.in(outbound.environment());
    if (!receipt.isEmpty()) {
      // Else the next one of the same link would wait for it.
      sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(receipt));
    }
    wiring.hints().outbound(WORKSPACE);
    List<Message> messages = List.of();
    while (messages.isEmpty()) {
      messages =
          sqs.receiveMessage(request -> request.queueUrl(queue).waitTimeSeconds(5)).messages();
    }
    receipt = messages.getFirst().receiptHandle();
    return receipt;
  }

  /** The branch's commit. */
  String tip() {
    try (GitRemote remote = remote()) {
      return remote.tip().toString();
    }
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        throw new BenchFault("A server did not stop: " + e.getMessage(), e);
      }
    }
  }

  private static Function function(CloudTemplate template, String title) {
    return template.functions().stream()
        .filter(function -> function.title().equals(title))
        .findFirst()
        .orElseThrow();
  }

  private void link() {
    accept(
        new Connector(
            new ResourceRef(ResourceKind.SOURCE, SOURCE), "Postgres", "postgres", Mapping.empty()));
    try (GitRemote remote = remote()) {
      var files = Map.of(new RepoPath("README.md"), "# Acme\n");
      var draft = new CommitDraft(files, ADA, wiring.clock().instant(), "Begin\n");
      remote.push(Optional.empty(), List.of(draft));
    }
    wiring.credentials().put(WORKSPACE, credentials());
    var request = new ResyncRequest(ADA, wiring.clock().instant());
    wiring.links().create(new Link(WORKSPACE, settings, LinkState.INITIAL.with(request), 0));
    wiring.resync().run(wiring.links().find(WORKSPACE).orElseThrow());
  }

  private void accept(Resource resource) {
    var before = wiring.resources().find(WORKSPACE, resource.ref());
    wiring
        .resources()
        .accept(new Edit(WORKSPACE, ADA, before, Optional.of(resource), Mapping.empty()));
  }

  private GitRemote remote() {
    return wiring.remotes().open(settings, LAYOUT, credentials());
  }

  private static Credentials credentials() {
    return Credentials.token(ACCESS.username(), ACCESS.password());
  }

  private <T extends AutoCloseable> T keep(T part) {
    open.push(part);
    return part;
  }
}
