/** The whole system in one process on a laptop, wired from the synthesised template. */
@NullMarked
package dev.gitsync.local;

import org.jspecify.annotations.NullMarked;
