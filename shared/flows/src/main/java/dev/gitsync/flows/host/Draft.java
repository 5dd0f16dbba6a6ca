package dev.gitsync.flows.host;

/**
 * A pull request that is to be opened, or what an open one is to say.
 *
 * @param source the branch with the commits
 * @param target the branch that they are for
 * @param body Markdown
 */
public record Draft(String source, String target, String title, String body) {}
