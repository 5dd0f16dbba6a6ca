/** Ordered trees of plain values: what JSON and YAML have in common. */
@NullMarked
package dev.gitsync.core.tree;

import org.jspecify.annotations.NullMarked;
