/** How many servers are asked about many links at once. */
@NullMarked
package dev.gitsync.flows.poll;

import org.jspecify.annotations.NullMarked;
