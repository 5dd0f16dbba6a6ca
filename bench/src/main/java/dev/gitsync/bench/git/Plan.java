package dev.gitsync.bench.git;

import java.time.Duration;
import java.util.List;

/**
 * What is measured.
 *
 * @param roundTrip how far away the server is
 * @param heaps megabytes to try
 */
record Plan(List<Stage> stages, Duration roundTrip, Ladder heaps) {

  /** Jobs of many files need many files. */
  static final Plan FULL =
      new Plan(
          List.of(
              new Stage(Shape.SMALL, List.of(Job.POLL, new Job(1)), Transport.HTTPS),
              new Stage(
                  Shape.LARGE,
                  List.of(Job.POLL, new Job(1), new Job(100), new Job(10_000)),
                  Transport.HTTPS),
              new Stage(Shape.LARGE, List.of(Job.POLL, new Job(1)), Transport.SSH)),
          Duration.ofMillis(50),
          new Ladder(List.of(16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512)));

  Plan {
    stages = List.copyOf(stages);
  }

  /** What is done at one repository. */
  record Stage(Shape shape, List<Job> jobs, Transport transport) {
    Stage {
      jobs = List.copyOf(jobs);
    }
  }
}
