package dev.gitsync.adapters.hosts.bitbucket;

import java.net.http.HttpHeaders;
import java.util.Optional;

/**
 * Scopes of tokens as Bitbucket Cloud names them (its "Bitbucket OAuth 2.0 scopes"), and the role
 * that a webhook wants. Answers name them in {@code X-Accepted-OAuth-Scopes}.
 */
final class BitbucketRight {

  static final String READ = "repository";
  static final String STATUSES = "repository:write";
  static final String REPORTS = "repository:write";
  static final String READ_PULLS = "pullrequest";
  static final String PULLS = "pullrequest:write";
  static final String USER = "account";
  static final String HOOKS = "webhook, as an administrator of the repository";

  private BitbucketRight() {}

  static Optional<String> accepted(HttpHeaders headers) {
    return headers
        .firstValue("X-Accepted-OAuth-Scopes")
        .map(String::strip)
        .filter(it -> it.matches("[a-z:_, -]{3,200}"));
  }
}
