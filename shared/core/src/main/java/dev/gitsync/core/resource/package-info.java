/** Models, syncs and what they refer to, and their form in a file. */
@NullMarked
package dev.gitsync.core.resource;

import org.jspecify.annotations.NullMarked;
