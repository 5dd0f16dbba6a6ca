/** The services around repositories, each by its own API. */
@NullMarked
package dev.gitsync.adapters.hosts;

import org.jspecify.annotations.NullMarked;
