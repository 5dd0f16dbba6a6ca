package dev.gitsync.testkit.sim;

/** What a function asks of the world: after each of these something else may come first. */
enum PortCall {
  FIND_LINK(Kind.READ, "reads the link"),
  ADVANCE_LINK(Kind.WRITE, "writes the link"),
  FIND_RESOURCE(Kind.READ, "reads a resource"),
  LIST_RESOURCES(Kind.READ, "lists resources"),
  ACCEPT(Kind.WRITE, "makes the edit"),
  APPLY(Kind.WRITE, "writes a resource"),
  WAITING(Kind.READ, "reads what waits"),
  DELETED(Kind.READ, "reads what was deleted"),
  REMOVE(Kind.WRITE, "deletes a resource"),
  CONFLICTS(Kind.READ, "reads the conflicts"),
  TIP(Kind.READ, "asks for the tip"),
  HISTORY(Kind.READ, "reads the history"),
  LIST_FILES(Kind.READ, "lists the files"),
  READ_FILES(Kind.READ, "reads files"),
  PUSH(Kind.PUSH, "pushes"),
  HINT(Kind.HINT, "sends a hint"),
  ASK_HOST(Kind.READ, "asks for the pull request"),
  OPEN_PULL(Kind.WRITE, "opens a pull request"),
  EDIT_PULL(Kind.WRITE, "edits the pull request");

  /** How a call can go wrong. */
  enum Kind {
    READ,
    WRITE,
    PUSH,
    HINT
  }

  private final Kind kind;
  private final String words;

  PortCall(Kind kind, String words) {
    this.kind = kind;
    this.words = words;
  }

  Kind kind() {
    return kind;
  }

  /** As a story tells it. */
  String words() {
    return words;
  }
}
