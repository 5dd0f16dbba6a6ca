package dev.gitsync.core.merge;

import dev.gitsync.core.tree.Node;
import java.util.Optional;

/**
 * A field that both sides changed, each to something else.
 *
 * @param field its path, {@code config.mode}; {@code *} for a file that could not be read at all
 * @param workspace what the workspace says; empty where it has removed the field
 * @param git what the file says; empty where it has removed the field
 */
public record Conflict(String field, Optional<Node> workspace, Optional<Node> git) {}
