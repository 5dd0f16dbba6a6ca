package dev.gitsync.core.check;

import java.util.Optional;

/**
 * A file that a pull request touches.
 *
 * @param before its content on the branch that is merged into; empty where it is not there
 * @param after its content once merged; empty where it is gone then
 */
public record FileChange(Optional<byte[]> before, Optional<byte[]> after) {}
