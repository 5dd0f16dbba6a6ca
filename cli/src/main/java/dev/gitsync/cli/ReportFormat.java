package dev.gitsync.cli;

import dev.gitsync.core.report.JsonReport;
import dev.gitsync.core.report.JunitReport;
import dev.gitsync.core.report.Report;
import dev.gitsync.core.report.SarifReport;
import dev.gitsync.core.report.TextReport;
import java.util.Locale;

/** In what form a check says what it found. */
enum ReportFormat {
  TEXT,
  JSON,
  SARIF,
  JUNIT;

  Report report() {
    return switch (this) {
      case TEXT -> new TextReport();
      case JSON -> new JsonReport();
      case SARIF -> new SarifReport();
      case JUNIT -> new JunitReport();
    };
  }

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
