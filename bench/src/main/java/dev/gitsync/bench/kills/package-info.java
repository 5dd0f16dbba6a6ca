/** The whole system, killed again and again while both sides are edited. */
@NullMarked
package dev.gitsync.bench.kills;

import org.jspecify.annotations.NullMarked;
