/** Tests. */
@NullMarked
package dev.gitsync.local.isolated;

import org.jspecify.annotations.NullMarked;
