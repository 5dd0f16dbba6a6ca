/** A workspace's tie to a branch: its settings and how far both sides have come. */
@NullMarked
package dev.gitsync.flows.link;

import org.jspecify.annotations.NullMarked;
