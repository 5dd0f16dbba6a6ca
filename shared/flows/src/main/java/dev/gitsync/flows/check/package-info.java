/** Checks of pull requests: what merging them would do to the workspaces of a repository. */
@NullMarked
package dev.gitsync.flows.check;

import org.jspecify.annotations.NullMarked;
