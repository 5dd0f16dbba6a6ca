/** The HTTP API: the built-in workspace and the links. */
@NullMarked
package dev.gitsync.functions.api;

import org.jspecify.annotations.NullMarked;
