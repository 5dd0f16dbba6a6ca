/** GitLab, on gitlab.com or elsewhere, through its API. */
@NullMarked
package dev.gitsync.adapters.hosts.gitlab;

import org.jspecify.annotations.NullMarked;
