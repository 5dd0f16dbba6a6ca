/** Tests. */
@NullMarked
package dev.gitsync.local.lambda;

import org.jspecify.annotations.NullMarked;
