/** What merging a pull request would do to a workspace, and whether it may. */
@NullMarked
package dev.gitsync.core.check;

import org.jspecify.annotations.NullMarked;
