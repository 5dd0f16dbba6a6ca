/** Bitbucket Cloud, through its API. */
@NullMarked
package dev.gitsync.adapters.hosts.bitbucket;

import org.jspecify.annotations.NullMarked;
