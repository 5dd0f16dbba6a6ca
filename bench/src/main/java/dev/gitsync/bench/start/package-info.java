/** What a cold start costs. */
@NullMarked
package dev.gitsync.bench.start;

import org.jspecify.annotations.NullMarked;
