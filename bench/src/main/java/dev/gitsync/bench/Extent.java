package dev.gitsync.bench;

import java.util.Optional;

/**
 * How much is measured.
 *
 * @param runs how often each figure is taken; at least 1
 * @param seed where what is drawn at random begins; empty for a new one each time
 */
public record Extent(int runs, Optional<Long> seed) {}
