/** What the Git engine costs, beside others that do the same. */
@NullMarked
package dev.gitsync.bench.git;

import org.jspecify.annotations.NullMarked;
