/** A Git server over smart HTTP with one repository. */
@NullMarked
package dev.gitsync.local.git;

import org.jspecify.annotations.NullMarked;
