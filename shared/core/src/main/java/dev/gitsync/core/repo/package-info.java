/** What lies where in the repository: paths, manifest, aliases, commits. */
@NullMarked
package dev.gitsync.core.repo;

import org.jspecify.annotations.NullMarked;
