package dev.gitsync.local;

import static dev.gitsync.local.Visitor.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.local.DynamoProxy.Call;
import dev.gitsync.local.DynamoProxy.Held;
import dev.gitsync.local.DynamoProxy.Refusal;
import dev.gitsync.local.DynamoProxy.Rule;
import dev.gitsync.local.Visitor.Answer;
import dev.gitsync.local.lambda.Invocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Functions as on Lambda, while what they run on fails. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "Lambda's runtime interface client is for Linux")
class FaultsTest {
  private static final String STAGING = "acme-staging";
  private static final String PRODUCTION = "acme-production";

  @TempDir private static Path folder;
  private static DynamoProxy proxy;
  private static LocalSystem system;
  private static Visitor visitor;
  private static Queues queues;
  private static final LinkedBlockingQueue<Invocation> INVOCATIONS = new LinkedBlockingQueue<>();

  @BeforeAll
  static void start() throws Exception {
    proxy = new DynamoProxy();
    Path template = ScaledTemplate.write(folder, proxy.uri());
    system =
        LocalSystem.start(
            LocalOptions.of(0, folder.resolve("data")).withTemplate(template).isolated());
    system.onInvoked(INVOCATIONS::add);
    var local = LocalFile.of(system, Seed.plant(system, List.of(), line -> {}));
    visitor = Visitor.of(local, folder);
    queues = new Queues(system.environment("Api").orElseThrow());
  }

  @AfterAll
  static void stop() throws Exception {
    KeptLogs.keep(system.logs().orElseThrow(), "faults");
    queues.close();
    visitor.close();
    system.close();
    proxy.close();
  }

  @AfterEach
  void bothSidesAgree() throws Exception {
    proxy.rule(Rule.PASS);
    awaitQuiet(STAGING);
    new Truth(visitor, folder.resolve("data/repository.git")).check(STAGING);
  }

  /** Ticks, as the schedule would each minute, until nothing is on its way. */
  private static void awaitQuiet(String workspace) throws Exception {
    await(
        () -> {
          tick();
          return isQuiet(workspace);
        });
  }

  private static boolean isQuiet(String workspace) throws Exception {
    Answer status = status(workspace);
    visitor.git("fetch", "-q");
    String tip = visitor.git("rev-parse", "origin/main").strip();
    return status.at("/health").asString("").equals("ok")
        && status.at("/pendingChanges").asInt() == 0
        && status.at("/lastCommit").asString("").equals(tip);
  }

  private static Answer status(String workspace) throws Exception {
    return visitor.call(workspace, "GET", "/git-sync/status", "");
  }

  /** A model whose file is written, by a run that has ended. */
  private static String deliveredModel(String slug) throws Exception {
    String id = visitor.createModel(slug);
    await(() -> status(STAGING).at("/pendingChanges").asInt() == 0);
    return id;
  }

  private static void edit(String id, String sql) throws Exception {
    String body = "{\"raw\":{\"sql\":\"" + sql + "\"}}";
    assertThat(visitor.call(STAGING, "PATCH", "/models/" + id, body).status()).isEqualTo(200);
  }

  private static long commits(String name) throws Exception {
    return visitor.subjects().stream().filter(("Update model \"" + name + "\"")::equals).count();
  }

  private static List<ProcessHandle> processes(String function) {
    return ProcessHandle.current()
        .descendants()
        .filter(it -> it.info().commandLine().orElse("").contains("." + function + "Handler"))
        .toList();
  }

  private static void tick() throws Exception {
    system.invoke("Poll", Files.readString(Path.of("..", "events", "poll", "tick.json")));
  }

  @Test
  void makesOneCommitOfAnEditWhoseProcessIsKilledBetweenThePushAndItsNote() throws Exception {
    String id = deliveredModel("killed");
    Held note = proxy.hold(new Call("Outbound", "TransactWriteItems"));
    edit(id, "SELECT 'killed'");
    note.await();
    assertThat(commits("killed")).isEqualTo(1);
    processes("Outbound").forEach(ProcessHandle::destroyForcibly);
    note.release();
    await(() -> status(STAGING).at("/pendingChanges").asInt() == 0);
    assertThat(commits("killed")).isEqualTo(1);
  }

  @Test
  void makesTheCommitOfARunThatTookTooLongInAFreshProcess() throws Exception {
    String id = deliveredModel("late");
    List<ProcessHandle> before = processes("Outbound");
    Held first = proxy.hold(new Call("Outbound", "GetItem"));
    edit(id, "SELECT 'late'");
    first.await();
    INVOCATIONS.clear();
    assertThat(nextFault()).isEqualTo("Task timed out after 5.00 seconds");
    first.release();
    await(() -> commits("late") == 1);
    assertThat(processes("Outbound")).isNotEmpty().isNotEqualTo(before);
  }

  private static String nextFault() throws InterruptedException {
    Optional<String> fault = Optional.empty();
    while (fault.isEmpty()) {
      Invocation next = INVOCATIONS.poll(40, TimeUnit.SECONDS);
      assertThat(next).as("a run that failed").isNotNull();
      fault = next.fault().map(Throwable::getMessage);
    }
    return fault.get();
  }

  @Test
  void putsAPoisonedMessageAsideAndTakesItUpAgainOnceTheLinkIsMended() throws Exception {
    visitor.createModel("poisoned");
    String path = "models/poisoned.yaml";
    visitor.write(path, visitor.read(path).replace("SELECT 1", "SELECT 'poisoned'"));
    visitor.push("Edit by hand");
    var link = new DamagedLink(system.environment("Api").orElseThrow(), PRODUCTION);
    link.damage();
    queues.hint("INBOUND", PRODUCTION);
    edit(visitor.id(STAGING, "models", "poisoned"), "SELECT 'meanwhile'");
    await(() -> visitor.read(path).contains("SELECT 'meanwhile'"));
    await(() -> queues.dead("INBOUND") == 1);
    link.mend();
    assertThat(queues.redrive("INBOUND")).isEqualTo(1);
    await(() -> sql(PRODUCTION, "poisoned").equals("SELECT 'meanwhile'"));
    awaitQuiet(PRODUCTION);
    new Truth(visitor, folder.resolve("data/repository.git")).check(PRODUCTION);
  }

  private static String sql(String workspace, String slug) throws Exception {
    return visitor.find(workspace, "models", slug).at("/raw/sql").asString("");
  }

  @Test
  void appliesNothingTwiceWhenHintsComeTwiceAndInAnyOrder() throws Exception {
    String edited = visitor.createModel("edited-often");
    visitor.createModel("pushed");
    String path = "models/pushed.yaml";
    visitor.write(path, visitor.read(path).replace("SELECT 1", "SELECT 'pushed'"));
    String commit = visitor.push("Edit by hand");
    for (int i = 0; i < 3; i++) {
      queues.hint("INBOUND", STAGING);
      queues.hint("OUTBOUND", STAGING);
      edit(edited, "SELECT " + (i + 2));
      queues.hint("RESYNC", STAGING);
      queues.hint("OUTBOUND", STAGING);
      queues.hint("INBOUND", STAGING);
    }
    await(() -> commits("edited-often") == 3 && sql(STAGING, "pushed").equals("SELECT 'pushed'"));
    awaitQuiet(STAGING);
    assertThat(commits("edited-often")).isEqualTo(3);
    assertThat(applied(commit)).containsExactly("pushed");
  }

  /** The models that changed by a commit, as the activity tells it. */
  private static List<String> applied(String commit) throws Exception {
    return visitor
        .call(STAGING, "GET", "/git-sync/activity?limit=100", "")
        .at("/data")
        .valueStream()
        .filter(it -> it.at("/direction").asString().equals("INBOUND"))
        .filter(it -> it.at("/commit").asString("").equals(commit))
        .map(it -> it.at("/resource/slug").asString())
        .toList();
  }

  @Test
  void appliesEditsOfBothSidesOnceWhileTheDatabaseRefusesCalls() throws Exception {
    String id = visitor.createModel("throttled");
    visitor.createModel("pushed-meanwhile");
    AtomicInteger refused = refuseSomeCalls();
    String path = "models/pushed-meanwhile.yaml";
    visitor.write(path, visitor.read(path).replace("SELECT 1", "SELECT 'pushed'"));
    String commit = visitor.push("Edit by hand");
    for (int i = 0; i < 5; i++) {
      edit(id, "SELECT " + (i + 2));
    }
    queues.hint("INBOUND", STAGING);
    awaitQuiet(STAGING);
    assertThat(refused.get()).isPositive();
    assertThat(commits("throttled")).isEqualTo(5);
    assertThat(sql(STAGING, "pushed-meanwhile")).isEqualTo("SELECT 'pushed'");
    assertThat(applied(commit)).containsExactly("pushed-meanwhile");
  }

  /** Refuses a third of the next calls of the flows, by a seed that is printed. */
  private static AtomicInteger refuseSomeCalls() {
    long seed = Long.getLong("gitsync.seed", System.nanoTime());
    System.out.println("Refused calls: -Dgitsync.seed=" + seed);
    Random random = new Random(seed);
    var left = new AtomicInteger(60);
    var refused = new AtomicInteger();
    proxy.rule(
        call -> {
          if (!List.of("Outbound", "Inbound").contains(call.function())
              || left.getAndDecrement() <= 0
              || random.nextInt(3) > 0) {
            return Optional.empty();
          }
          refused.incrementAndGet();
          return Optional.of(random.nextBoolean() ? Refusal.THROTTLED : Refusal.BROKEN);
        });
    return refused;
  }
}
