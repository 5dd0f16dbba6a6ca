/**
 * The operator's commands: deploy and destroy the stack, move dead letters back, issue API keys.
 */
@NullMarked
package dev.gitsync.cli;

import org.jspecify.annotations.NullMarked;
