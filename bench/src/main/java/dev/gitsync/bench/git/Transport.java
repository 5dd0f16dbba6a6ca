package dev.gitsync.bench.git;

/** How a peer reaches the server. */
enum Transport {
  HTTPS,
  SSH
}
