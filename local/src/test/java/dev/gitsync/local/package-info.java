/** Tests. */
@NullMarked
package dev.gitsync.local;

import org.jspecify.annotations.NullMarked;
