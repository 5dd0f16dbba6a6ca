package dev.gitsync.flows;

import java.util.List;

/** What a run of a flow did, for its line in the log. */
public record FlowReport(String flow, List<Count> counts) {

  public FlowReport {
    counts = List.copyOf(counts);
  }

  /** How many of something. */
  public record Count(String what, long number) {}

  /** A run that did this much. */
  public static FlowReport of(String flow, Count... counts) {
    return new FlowReport(flow, List.of(counts));
  }

  /** A run that found nothing to do. */
  public static FlowReport nothing(String flow) {
    return new FlowReport(flow, List.of());
  }
}
