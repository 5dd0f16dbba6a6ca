/** The command that runs benchmarks. */
@NullMarked
package dev.gitsync.bench;

import org.jspecify.annotations.NullMarked;
