/** Bitbucket Cloud, through its API, and what Bitbucket Data Center has in common with it. */
@NullMarked
package dev.gitsync.adapters.hosts.bitbucket;

import org.jspecify.annotations.NullMarked;
