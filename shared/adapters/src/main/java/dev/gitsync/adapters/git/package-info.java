/** Git servers. */
@NullMarked
package dev.gitsync.adapters.git;

import org.jspecify.annotations.NullMarked;
