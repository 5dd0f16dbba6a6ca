/** Runs the functions: loading, event JSON, queue mappings and schedules. */
@NullMarked
package dev.gitsync.local.lambda;

import org.jspecify.annotations.NullMarked;
