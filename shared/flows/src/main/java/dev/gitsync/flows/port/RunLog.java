package dev.gitsync.flows.port;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.FlowReport.Count;
import dev.gitsync.flows.link.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where those who run the system see what it does. */
public interface RunLog {

  /** A run has ended, in whatever way. */
  void ended(Run run);

  /** A link fails, and has not failed in this way before. */
  void failing(WorkspaceId link, String flow, Failure failure);

  /** How a run ended. */
  enum Ending {
    DONE,
    /** Somebody has to do something first. */
    NEEDS_USER,
    /** It is tried again by itself. */
    TRY_LATER,
    /** By an error of our own. */
    FAULT
  }

  /**
   * One run of a flow.
   *
   * @param link empty where the run is about many
   */
  record Run(
      String flow,
      Optional<WorkspaceId> link,
      Ending ending,
      List<Count> counts,
      Instant start,
      Duration took) {

    public Run {
      counts = List.copyOf(counts);
    }

    /** Whether there was nothing to do, and nothing went wrong. */
    public boolean isIdle() {
      return ending == Ending.DONE && counts.stream().allMatch(count -> count.number() == 0);
    }
  }
}
