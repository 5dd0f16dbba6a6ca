package dev.gitsync.bench.kills;

import dev.gitsync.bench.kills.Ledger.Outcome;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The story: start, edit, kill, start again, and at last compare. */
final class Killing implements AutoCloseable {

  private final Plan plan;
  private final Path folder;
  private final Consumer<String> progress;
  private final Random random;
  private final LocalProcess system;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Ledger ledger = new Ledger();
  private final Traffic traffic = new Traffic();
  private final Map<Moment, Integer> moments = new EnumMap<>(Moment.class);
  private final List<Duration> starts = new ArrayList<>();
  private final List<Duration> quiets = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();

  Killing(Plan plan, Path folder, Consumer<String> progress) {
    this.plan = plan;
    this.folder = folder;
    this.progress = progress;
    this.random = new Random(plan.seed());
    this.system = new LocalProcess(folder, plan.patience());
  }

  Figures run() throws IOException, InterruptedException {
    long start = System.nanoTime();
    Address address = start();
    prepare(address);
    String base = new Git(system.repository()).run("rev-parse", "refs/heads/main").strip();
    AtomicLong pushes = edit();
    traffic.serve(address);
    for (int kill = 1; kill <= plan.kills() && violations.isEmpty(); kill++) {
      kill(Moment.pick(random), pushes);
      address = start();
      traffic.serve(address);
      if (kill % plan.quietEvery() == 0) {
        Address now = address;
        int count = kill;
        traffic.whileQuiet(
            () -> {
              settle(now);
              progress.accept(line(count));
              return count;
            });
      }
    }
    Address last = address;
    return traffic.whileQuiet(
        () -> {
          if (violations.isEmpty()) {
            settle(last);
          }
          return conclude(last, base, Duration.ofNanos(System.nanoTime() - start));
        });
  }

  private Address start() throws InterruptedException {
    long start = System.nanoTime();
    system.start();
    Address address = system.awaitReady();
    starts.add(Duration.ofNanos(System.nanoTime() - start));
    return address;
  }

  private List<Api> apis(Address address) {
    return Sample.WORKSPACES.stream().map(it -> new Api(client, address, it)).toList();
  }

  /** Both workspaces delete what the other deletes, and each decides conflicts in another way. */
  private void prepare(Address address) throws IOException, InterruptedException {
    List<Api> apis = apis(address);
    for (Api api : apis) {
      String winner = api.workspace().equals(Sample.STAGING) ? "workspace" : "git";
      String policies =
          """
          {"conflictPolicy":"%s","deletionPolicy":"delete",
           "deletionGuard":{"resources":1000000,"percent":100}}"""
              .formatted(winner);
      Api.Answer answer = api.call("PUT", "/git-sync", policies);
      if (!answer.isAccepted()) {
        throw new IOException("PUT /git-sync: " + answer);
      }
    }
    Sample.plant(apis.getFirst());
    settle(address);
    quiets.clear();
  }

  /** Lets the editors begin. Returns the count of the pushes by hand. */
  private AtomicLong edit() throws IOException, InterruptedException {
    for (String side : Sample.WORKSPACES) {
      String name = side.substring(side.indexOf('-') + 1);
      add(new Writer(name + "-1", side), Sample.firstPatches(side));
      add(new Writer(name + "-2", side), Sample.secondPatches(side));
    }
    Path files = folder.resolve("clone");
    new Git(folder).run("clone", "-q", system.repository().toString(), files.toString());
    var clone = new Clone(new Git(files), plan.patience());
    Random chance = new Random(random.nextLong());
    var git = new GitEditor(new Writer("git-1", Writer.GIT), clone, client, ledger, chance);
    traffic.add("git-1", new Random(random.nextLong()), git);
    return git.pushes();
  }

  private void add(Writer writer, List<Patch> patches) {
    Random chance = new Random(random.nextLong());
    var editor = new WorkspaceEditor(writer, client, ledger, chance, patches);
    traffic.add(writer.name(), new Random(random.nextLong()), editor);
  }

  private void kill(Moment moment, AtomicLong pushes) throws IOException, InterruptedException {
    if (moment == Moment.STARTING) {
      system.kill();
      system.start();
    }
    TimeUnit.MILLISECONDS.sleep(moment.before(random));
    switch (moment) {
      case STARTING, ANY -> {}
      case ACCEPTED -> {
        int accepted = ledger.counts(false).getOrDefault(Outcome.ACCEPTED, 0);
        Moment.await(() -> ledger.counts(false).getOrDefault(Outcome.ACCEPTED, 0) > accepted);
      }
      case PUSHED -> {
        String tip = tip();
        Moment.await(() -> !tip.equals(tip()));
      }
      case PUSHED_TO -> {
        long begun = pushes.get();
        Moment.await(() -> pushes.get() > begun);
      }
    }
    TimeUnit.MILLISECONDS.sleep(moment.after(random));
    system.kill();
    moments.merge(moment, 1, Integer::sum);
  }

  /** What the file of the branch says: reading it is quicker than asking git. */
  private String tip() {
    try {
      return Files.readString(system.repository().resolve("refs/heads/main"));
    } catch (IOException e) {
      return "";
    }
  }

  private void settle(Address address) throws IOException, InterruptedException {
    var equality = new Equality(system.repository(), plan.patience());
    Equality.Found found = equality.await(apis(address));
    quiets.add(found.after());
    found
        .violations()
        .forEach(it -> violations.add("Not equal after " + plan.patience() + ": " + it));
  }

  private String line(int kill) {
    return String.format(
        Locale.ROOT,
        "%d kills, %,d edits accepted, equal after %.1f s",
        kill,
        ledger.counts(false).getOrDefault(Outcome.ACCEPTED, 0)
            + ledger.counts(true).getOrDefault(Outcome.ACCEPTED, 0),
        quiets.getLast().toNanos() / 1e9);
  }

  private Figures conclude(Address address, String base, Duration taken)
      throws IOException, InterruptedException {
    progress.accept("comparing");
    traffic.close();
    var inspection = new Inspection(system.repository(), folder.resolve("compared"), base, ledger);
    Inspection.Found found = inspection.run(apis(address));
    violations.addAll(found.violations());
    Map<Outcome, Integer> api = ledger.counts(false);
    return new Figures(
        plan.seed(),
        moments.values().stream().mapToInt(Integer::intValue).sum(),
        moments,
        api.getOrDefault(Outcome.ACCEPTED, 0),
        api.getOrDefault(Outcome.OPEN, 0),
        ledger.counts(true).getOrDefault(Outcome.ACCEPTED, 0),
        found.commits(),
        found.conflicts(),
        taken.toMillis() / 1e3,
        mean(starts),
        mean(quiets),
        violations);
  }

  private static double mean(List<Duration> durations) {
    return durations.stream().mapToLong(Duration::toNanos).average().orElse(0) / 1e9;
  }

  @Override
  public void close() {
    traffic.close();
    system.close();
    client.close();
  }
}
