package dev.gitsync.local;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.functions.Wiring;
import dev.gitsync.local.aws.DynamoServer;
import dev.gitsync.local.aws.LocalAccount;
import dev.gitsync.local.aws.SqsServer;
import dev.gitsync.local.git.GitAccess;
import dev.gitsync.local.git.GitServer;
import dev.gitsync.local.http.HttpApi;
import dev.gitsync.local.http.Loopback;
import dev.gitsync.local.isolated.IsolatedFunctions;
import dev.gitsync.local.lambda.FunctionFault;
import dev.gitsync.local.lambda.Functions;
import dev.gitsync.local.lambda.InProcessFunction;
import dev.gitsync.local.lambda.Invocation;
import dev.gitsync.local.lambda.RunningFunction;
import dev.gitsync.local.secrets.SecretsServer;
import dev.gitsync.local.template.CloudTemplate;
import dev.gitsync.local.template.Function;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Handler;

/**
 * The whole system on this machine: the servers that stand for AWS, a Git server, and the functions
 * that AWS would run, connected as the template says. All is in this process, but for functions
 * that are to run as on Lambda.
 *
 * <p>It sets the SDK's system properties, so one process runs one system at a time.
 */
public final class LocalSystem implements AutoCloseable {
  private static final Map<String, String> VARIABLES =
      Map.of("GIT_ALLOWED_HOSTS", "localhost,127.0.0.1");

  /** What is open, the last first. */
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  private final Hosting hosting;
  private final DataFolder data;
  private final GitAccess gitAccess;
  private final Loopback front;
  private final Functions functions;
  private final CloudTemplate template;

  private LocalSystem(LocalOptions options, Consumer<String> progress) {
    if (!Files.exists(options.template())) {
      throw new LocalFault(
          "There is no template " + options.template() + ". Make it with ./gitsync synth.");
    }
    hosting = options.hosting();
    try {
      data = keep(DataFolder.take(options.data()));
      front = keep(Loopback.bind(options.port()));
      gitAccess = data.gitAccess();
      progress.accept("starting DynamoDB Local, ElasticMQ, Secrets Manager and Git");
      Servers servers = servers();
      progress.accept("creating what the template describes");
      template = CloudTemplate.read(options.template(), servers.sqs().endpoint(), VARIABLES);
      functions = keep(new Functions(template.functions(), host(servers)));
      functions.prepare();
      servers.dynamo().create(template.tables());
      servers.sqs().create(template.queues());
      front.start(
          new Handler.Sequence(servers.git().handler(), new HttpApi(template.routes(), functions)));
      environment("Api").map(Wiring::new).ifPresent(wiring -> serve(servers.git(), wiring));
      functions.start(template, servers.sqs().client());
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Starts without a word. */
  public static LocalSystem start(LocalOptions options) {
    return start(options, line -> {});
  }

  /**
   * Starts and says what takes time.
   *
   * @throws LocalFault when it cannot start; nothing is left running
   */
  public static LocalSystem start(LocalOptions options, Consumer<String> progress) {
    return new LocalSystem(options, progress);
  }

  /** The address of the API, without a path: {@code http://127.0.0.1:8080}. */
  public URI api() {
    return front.uri();
  }

  /** The address of the repository, without the user. */
  public URI repository() {
    return front.uri().resolve(GitServer.PATH);
  }

  /** The environment of the function with this title, such as {@code Api}. */
  public Optional<Map<String, String>> environment(String title) {
    return function(title).map(Function::environment);
  }

  /**
   * Hands an event to the function with this title, and gives the response's JSON.
   *
   * @throws FunctionFault with the handler's exception as its cause
   */
  public String invoke(String title, String event) throws FunctionFault {
    return functions.get(function(title).orElseThrow()).invoke(event);
  }

  private Optional<Function> function(String title) {
    return template.functions().stream()
        .filter(function -> function.title().equals(title))
        .findFirst();
  }

  /** The user of the repository. */
  public GitAccess gitAccess() {
    return gitAccess;
  }

  /** The data folder. */
  public Path data() {
    return data.path();
  }

  /** The folder of the functions' logs, where they do not write to this process's output. */
  public Optional<Path> logs() {
    return switch (hosting) {
      case Hosting.InProcess inProcess -> Optional.empty();
      case Hosting.Isolated isolated -> Optional.of(IsolatedFunctions.logs(data.path()));
    };
  }

  /** Calls {@code listener} after each run of a function for a queue or a schedule. */
  public void onInvoked(Consumer<Invocation> listener) {
    functions.onInvoked(listener);
  }

  /** Takes no more work, lets what runs finish for a little, and stops all servers. */
  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        throw new LocalFault("Not all of the system stopped: " + e.getMessage(), e);
      }
    }
  }

  private <T extends AutoCloseable> T keep(T part) {
    open.push(part);
    return part;
  }

  /** Starts the servers at the same time, and tells the SDK where they are. */
  private Servers servers() {
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      var dynamo = CompletableFuture.supplyAsync(() -> DynamoServer.start(data.tables()), threads);
      var sqs = CompletableFuture.supplyAsync(SqsServer::start, threads);
      SecretsServer secrets = keep(SecretsServer.start(data.secrets()));
      GitServer git = keep(GitServer.open(data.repository(), gitAccess));
      Servers servers = new Servers(keep(join(dynamo)), keep(join(sqs)), secrets, git);
      LocalAccount.settings(
              servers.dynamo().endpoint(), servers.sqs().endpoint(), secrets.endpoint())
          .forEach(System::setProperty);
      return servers;
    }
  }

  /**
   * Keeps the links to the served repository true, and has it tell them of pushes; first of where
   * its branches are, since an earlier system may have died before it told of that.
   */
  private void serve(GitServer git, Wiring wiring) {
    ServedLinks.moveTo(repository(), wiring.links());
    if (takesWebhooks()) {
      var webhook =
          keep(
              new ServedWebhook(
                  front.uri(), repository(), wiring.links(), wiring.webhookSecrets()));
      git.onPushed(webhook::tell);
      git.branches().forEach(webhook::tell);
    }
  }

  private boolean takesWebhooks() {
    String path = ServedWebhook.path(new WorkspaceId("any"));
    return template.routes().stream().anyMatch(it -> it.match("POST", path).isPresent());
  }

  private java.util.function.Function<Function, RunningFunction> host(Servers servers) {
    return switch (hosting) {
      case Hosting.InProcess inProcess -> InProcessFunction::new;
      case Hosting.Isolated isolated ->
          keep(IsolatedFunctions.start(isolated.code(), data.path(), servers.variables()))::host;
    };
  }

  private static <T> T join(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof LocalFault fault ? fault : e;
    }
  }

  /** The servers that the functions use. */
  private record Servers(DynamoServer dynamo, SqsServer sqs, SecretsServer secrets, GitServer git) {
    Map<String, String> variables() {
      return LocalAccount.variables(dynamo.endpoint(), sqs.endpoint(), secrets.endpoint());
    }
  }
}
