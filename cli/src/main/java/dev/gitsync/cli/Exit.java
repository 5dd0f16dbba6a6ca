package dev.gitsync.cli;

/** How a command ends; the launcher ends in the same ways. */
enum Exit {
  DONE(0),
  FAILED(1),
  USAGE(2),
  TOOL_MISSING(3),
  /** A check cannot tell: there is no repository, or something cannot be read. */
  UNKNOWN(4);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
