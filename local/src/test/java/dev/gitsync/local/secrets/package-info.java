/** Tests. */
@NullMarked
package dev.gitsync.local.secrets;

import org.jspecify.annotations.NullMarked;
