/** What the synthesised template promises. */
@NullMarked
package dev.gitsync.template;

import org.jspecify.annotations.NullMarked;
