/** What is wrong in the repository, where, and what to do. */
@NullMarked
package dev.gitsync.core.problem;

import org.jspecify.annotations.NullMarked;
