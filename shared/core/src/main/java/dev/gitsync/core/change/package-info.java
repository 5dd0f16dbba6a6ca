/** Edits on their way, and the log of those that arrived. */
@NullMarked
package dev.gitsync.core.change;

import org.jspecify.annotations.NullMarked;
