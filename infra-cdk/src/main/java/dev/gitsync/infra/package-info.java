/** The AWS resources of Git Sync: one stack, made of one small construct per path. */
@NullMarked
package dev.gitsync.infra;

import org.jspecify.annotations.NullMarked;
