/** Decides what a flow will do, without doing it. */
@NullMarked
package dev.gitsync.core.plan;

import org.jspecify.annotations.NullMarked;
