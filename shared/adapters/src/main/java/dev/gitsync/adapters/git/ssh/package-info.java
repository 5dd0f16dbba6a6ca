/** Git over SSH: keys from memory, servers that are who they were, bastions on the way. */
@NullMarked
package dev.gitsync.adapters.git.ssh;

import org.jspecify.annotations.NullMarked;
