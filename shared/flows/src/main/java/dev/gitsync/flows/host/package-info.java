/** The service around a repository: its pull requests, checks, comments and webhooks. */
@NullMarked
package dev.gitsync.flows.host;

import org.jspecify.annotations.NullMarked;
