package dev.gitsync.bench.git;

import java.time.Duration;

/**
 * What a job took, once.
 *
 * @param connections that were opened
 * @param up bytes sent to the server, with all that HTTP and TLS add
 * @param down bytes that came from there
 */
record Cost(int requests, int connections, long up, long down, Duration time) {}
