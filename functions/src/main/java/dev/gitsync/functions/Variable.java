package dev.gitsync.functions;

import java.util.Map;

/** The environment variables of the functions. A function has those of what it uses. */
public enum Variable {
  /** The table of resources, waiting changes and API keys. */
  WORKSPACES_TABLE,
  /** The table of links. */
  LINKS_TABLE,
  /** The table of the activity log. */
  ACTIVITY_TABLE,
  /** The table of what is known of repositories. */
  CACHE_TABLE,
  /** The queue of hints at changes that wait. */
  OUTBOUND_QUEUE_URL,
  /** The queue of hints at branches that moved. */
  INBOUND_QUEUE_URL,
  /** The queue of hints at full resyncs. */
  RESYNC_QUEUE_URL,
  /** The queue of hints at pull requests to check. */
  CHECK_QUEUE_URL,
  /** The first part of the names of secrets. */
  SECRET_PREFIX,
  /** The ARN of the key that new secrets are encrypted with; empty for the account's own. */
  SECRETS_KEY,
  /** Comma-separated hosts that may be reached although their addresses are private. */
  GIT_ALLOWED_HOSTS,
  /** The stack's name, by which metrics tell deployments apart. */
  STACK;

  /** The variable's value; empty where it is not set. */
  public String in(Map<String, String> environment) {
    return environment.getOrDefault(name(), "");
  }
}
