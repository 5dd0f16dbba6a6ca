package dev.gitsync.functions;

/** The environment variables that the template gives to functions, and that they read. */
public enum Variable {
  /** The table of resources, waiting changes and API keys. */
  WORKSPACES_TABLE,
  /** The table of links. */
  LINKS_TABLE,
  /** The table of the activity log. */
  ACTIVITY_TABLE,
  /** The table of what is known of repositories. */
  CACHE_TABLE,
  /** The URL of the queue of the outbound flow. */
  OUTBOUND_QUEUE_URL,
  /** The URL of the queue of the inbound flow. */
  INBOUND_QUEUE_URL,
  /** The URL of the queue of the full resync. */
  RESYNC_QUEUE_URL,
  /** The first part of the names of all secrets. */
  SECRET_PREFIX,
  /** The ARN of the key that new secrets are encrypted with. */
  SECRETS_KEY,
  /** Hosts that a link may reach although their addresses are private, comma-separated. */
  GIT_ALLOWED_HOSTS,
  /** The name of the stack: a dimension of metrics. */
  STACK
}
