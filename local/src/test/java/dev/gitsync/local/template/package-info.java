/** Tests. */
@NullMarked
package dev.gitsync.local.template;

import org.jspecify.annotations.NullMarked;
