package dev.gitsync.cli;

import dev.gitsync.core.report.Report;
import dev.gitsync.core.report.TextReport;

/** In what form a check says what it found. */
enum ReportFormat {
  TEXT;

  Report report() {
    return switch (this) {
      case TEXT -> new TextReport();
    };
  }
}
