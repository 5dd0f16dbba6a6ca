/** GitHub as a host. */
@NullMarked
package dev.gitsync.adapters.hosts.github;

import org.jspecify.annotations.NullMarked;
