/** Secrets Manager on loopback: the part of its wire format that Git Sync uses. */
@NullMarked
package dev.gitsync.local.secrets;

import org.jspecify.annotations.NullMarked;
