package dev.gitsync.bench.git;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;

/**
 * What a job takes a peer: the medians of all its runs.
 *
 * @param repository the name of its shape
 * @param files how many a commit changes; none where the tip is asked for
 * @param milliseconds of all runs, in order
 * @param heap megabytes with which a process can do the job and with less it cannot
 */
record Row(
    String repository,
    int files,
    Peer peer,
    Transport transport,
    long requests,
    long connections,
    long up,
    long down,
    double median,
    List<Double> milliseconds,
    OptionalInt heap) {

  Row {
    milliseconds = List.copyOf(milliseconds);
  }

  static Row of(Shape shape, Job job, Peer peer, List<Cost> costs, OptionalInt heap) {
    List<Double> times = costs.stream().map(cost -> cost.time().toNanos() / 1e6).toList();
    return new Row(
        shape.name(),
        job.files(),
        peer,
        peer.transport(),
        Math.round(median(costs, Cost::requests)),
        Math.round(median(costs, Cost::connections)),
        Math.round(median(costs, Cost::up)),
        Math.round(median(costs, Cost::down)),
        median(times, Double::doubleValue),
        times,
        heap);
  }

  /** The middle one; of an even number, the mean of the two in the middle. */
  static <T> double median(List<T> all, ToDoubleFunction<T> figure) {
    double[] sorted = all.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
