/** What is done before Lambda takes a snapshot of a function. */
@NullMarked
package dev.gitsync.functions.priming;

import org.jspecify.annotations.NullMarked;
