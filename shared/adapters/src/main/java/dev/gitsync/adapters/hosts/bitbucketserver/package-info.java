/** Bitbucket Data Center, through its API. */
@NullMarked
package dev.gitsync.adapters.hosts.bitbucketserver;

import org.jspecify.annotations.NullMarked;
