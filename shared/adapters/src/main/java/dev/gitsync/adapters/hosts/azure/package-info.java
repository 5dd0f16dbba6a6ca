/** Azure DevOps, its service or a server of one's own, through its API. */
@NullMarked
package dev.gitsync.adapters.hosts.azure;

import org.jspecify.annotations.NullMarked;
