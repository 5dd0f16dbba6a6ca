/** Workspaces as an API in the shapes of Hightouch's shows them: asked over HTTP, or in a file. */
@NullMarked
package dev.gitsync.adapters.hightouch;

import org.jspecify.annotations.NullMarked;
