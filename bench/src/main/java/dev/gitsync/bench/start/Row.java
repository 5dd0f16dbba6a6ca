package dev.gitsync.bench.start;

import dev.gitsync.bench.start.ColdFunction.Sample;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * What starts in one way took.
 *
 * @param milliseconds the median
 * @param processor the median of the time that processors worked, in milliseconds
 * @param resident the most memory that one process had, in bytes
 * @param archive the size of the file with classes, in bytes; 0 without one
 */
record Row(Way way, int runs, long milliseconds, long processor, long resident, long archive) {

  /** Of all starts in one way. */
  static Row of(Way way, List<Sample> samples, long archive) {
    return new Row(
        way,
        samples.size(),
        median(samples, Sample::start),
        median(samples, Sample::processor),
        samples.stream().mapToLong(Sample::resident).max().orElse(0),
        archive);
  }

  private static long median(List<Sample> samples, Function<Sample, Duration> figure) {
    return samples.stream()
        .map(figure)
        .sorted()
        .skip(samples.size() / 2)
        .findFirst()
        .orElseThrow()
        .toMillis();
  }
}
