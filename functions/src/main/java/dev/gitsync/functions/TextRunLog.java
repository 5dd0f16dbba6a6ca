package dev.gitsync.functions;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.FlowReport.Count;
import dev.gitsync.flows.link.Failure;
import dev.gitsync.flows.port.RunLog;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lines for people who sit before the process; none about runs that found nothing to do. */
final class TextRunLog implements RunLog {

  private static final Logger LOG = LoggerFactory.getLogger(TextRunLog.class);

  @Override
  public void ended(Run run) {
    if (run.isIdle() || run.link().isEmpty()) {
      return;
    }
    var line = LOG.atInfo().addKeyValue("link", run.link().get());
    for (Count count : run.counts()) {
      line = line.addKeyValue(count.what(), count.number());
    }
    line.addKeyValue("ending", run.ending().name().toLowerCase(Locale.ROOT))
        .addKeyValue("ms", run.took().toMillis())
        .log(run.flow());
  }

  @Override
  public void failing(WorkspaceId link, String flow, Failure failure) {
    LOG.atWarn()
        .addKeyValue("link", link)
        .addKeyValue("flow", flow)
        .addKeyValue("code", failure.code())
        .log(failure.message());
  }
}
