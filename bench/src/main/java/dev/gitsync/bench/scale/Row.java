package dev.gitsync.bench.scale;

/**
 * One thing that was measured.
 *
 * @param what for people
 * @param seconds how long it took
 * @param perSecond how many of its things in a second
 * @param megabytes the most memory of the process that did it; 0 where that says nothing
 * @param peer what did the same otherwise, and the part of its time that ours took
 */
record Row(String what, double seconds, double perSecond, long megabytes, Peer peer) {

  /** What did the same in the same run. */
  record Peer(String name, double ratio) {}
}
