/** Tests of what tests print. */
@NullMarked
package dev.gitsync.logs;

import org.jspecify.annotations.NullMarked;
