package dev.gitsync.testkit;

/** An error of CodeCommit, told to the client by its type. */
final class CodeCommitFault extends RuntimeException {
  private final String type;

  CodeCommitFault(String type, String message) {
    super(message);
    this.type = type;
  }

  String type() {
    return type;
  }
}
