/** Checks as programs and people read them outside of a code host. */
@NullMarked
package dev.gitsync.core.report;

import org.jspecify.annotations.NullMarked;
