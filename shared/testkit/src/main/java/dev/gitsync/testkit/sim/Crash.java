package dev.gitsync.testkit.sim;

/** A process dies. An error, so that nothing catches it that catches what a program throws. */
final class Crash extends Error {
  Crash() {
    super("The process died.", null, false, false);
  }
}
