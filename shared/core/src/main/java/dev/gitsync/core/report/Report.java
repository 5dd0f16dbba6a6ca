package dev.gitsync.core.report;

import java.util.List;

/** One form that checks are given in. */
public interface Report {

  /** The whole text, with a line break at its end. */
  String of(List<CheckedFiles> checks);
}
