package dev.gitsync.bench.git;

import dev.gitsync.testkit.SelfSigned;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A job done once by a peer in a process of its own.
 *
 * @param round no other run on the branch has it
 */
record OneRun(Peer peer, Job job, int round, Branch branch) {

  /** A heap that is too small may not fail but be cleaned for ever. */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  /** Does what the arguments of {@link #command} say. Exits with 0 when that went well. */
  public static void main(String[] arguments) throws IOException {
    var certificate = new SelfSigned(Path.of(arguments[5]));
    Tls.trust(certificate);
    var branch = new Branch(URI.create(arguments[3]), arguments[4], new Entry.Https(certificate));
    Session session = Peer.valueOf(arguments[0]).open(branch);
    var job = new Job(Integer.parseInt(arguments[1]));
    session.prepare(job);
    session.run(job, job.draft(Integer.parseInt(arguments[2])));
    System.exit(0);
  }

  private List<String> command(int megabytes) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx" + megabytes + "m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:+ExitOnOutOfMemoryError",
        "-cp",
        System.getProperty("java.class.path"),
        OneRun.class.getName(),
        peer.name(),
        String.valueOf(job.files()),
        String.valueOf(round),
        branch.repository().toString(),
        branch.name(),
        ((Entry.Https) branch.entry()).certificate().folder().toString());
  }

  /** Whether it goes well with a heap of that size. */
  boolean succeeds(int megabytes) throws IOException {
    Process process =
        new ProcessBuilder(command(megabytes))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        return process.exitValue() == 0;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    return false;
  }
}
