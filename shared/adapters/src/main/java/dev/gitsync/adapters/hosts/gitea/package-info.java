/** Gitea, and Forgejo, as a host. */
@NullMarked
package dev.gitsync.adapters.hosts.gitea;

import org.jspecify.annotations.NullMarked;
