/** How many links and resources the system takes. */
@NullMarked
package dev.gitsync.bench.scale;

import org.jspecify.annotations.NullMarked;
