package dev.gitsync.local.git;

/**
 * A ref that somebody pushed to, as Git's <a
 * href="https://git-scm.com/docs/githooks#post-receive">post-receive</a> hook is told.
 *
 * @param ref in full, such as {@code refs/heads/main}
 * @param tip its object's id; zeros where the ref was deleted
 */
public record Pushed(String ref, String tip) {}
