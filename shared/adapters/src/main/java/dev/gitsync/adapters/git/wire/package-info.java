/** Git's smart HTTP, protocol 2: packets, requests and answers, packs. Knows no links. */
@NullMarked
package dev.gitsync.adapters.git.wire;

import org.jspecify.annotations.NullMarked;
