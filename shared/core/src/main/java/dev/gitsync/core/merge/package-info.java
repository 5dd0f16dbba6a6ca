/** Three-way merge of two edits of one resource. */
@NullMarked
package dev.gitsync.core.merge;

import org.jspecify.annotations.NullMarked;
