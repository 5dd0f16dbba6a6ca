/**
 * Git's protocol 2, by HTTP or any other endpoint: packets, requests and answers, packs. Knows no
 * links.
 */
@NullMarked
package dev.gitsync.adapters.git.wire;

import org.jspecify.annotations.NullMarked;
