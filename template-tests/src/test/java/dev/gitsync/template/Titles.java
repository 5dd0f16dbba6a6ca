package dev.gitsync.template;

import java.util.List;

/** The functions, by the names of their handler classes without {@code Handler}. */
final class Titles {
  /** The flows: each works off a queue of the same name. */
  static final List<String> FLOWS = List.of("Outbound", "Inbound", "Resync");

  /** All that work off a queue. */
  static final List<String> QUEUED = List.of("Outbound", "Inbound", "Resync", "Check");

  /** Those that look at links, and at all there is of them. */
  static final List<String> LINKED = List.of("Api", "Poll", "Outbound", "Inbound", "Resync");

  static final List<String> ALL =
      List.of("Api", "Authorizer", "Poll", "Outbound", "Inbound", "Resync", "Check", "Webhook");

  private Titles() {}
}
