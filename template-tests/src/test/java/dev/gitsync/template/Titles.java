package dev.gitsync.template;

import java.util.List;

/** The functions, by the names of their handler classes without {@code Handler}. */
final class Titles {
  /** Those that work off a queue of the same name. */
  static final List<String> FLOWS = List.of("Outbound", "Inbound", "Resync");

  /** Those that look at links. */
  static final List<String> LINKED = List.of("Api", "Poll", "Outbound", "Inbound", "Resync");

  static final List<String> ALL =
      List.of("Api", "Authorizer", "Poll", "Outbound", "Inbound", "Resync");

  private Titles() {}
}
