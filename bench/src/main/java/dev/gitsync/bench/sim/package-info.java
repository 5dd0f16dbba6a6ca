/** The simulation, over many seeds. */
@NullMarked
package dev.gitsync.bench.sim;

import org.jspecify.annotations.NullMarked;
