package dev.gitsync.flows;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.link.Failure;
import dev.gitsync.flows.port.RunLog;
import java.util.ArrayList;
import java.util.List;

/** Keeps what it is told. */
final class RecordingRunLog implements RunLog {

  final List<Run> runs = new ArrayList<>();
  final List<String> failing = new ArrayList<>();

  @Override
  public void ended(Run run) {
    runs.add(run);
  }

  @Override
  public void failing(WorkspaceId link, String flow, Failure failure) {
    failing.add(link + " " + flow + " " + failure.code());
  }
}
