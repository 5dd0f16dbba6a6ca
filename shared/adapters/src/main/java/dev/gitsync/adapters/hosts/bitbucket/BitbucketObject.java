package dev.gitsync.adapters.hosts.bitbucket;

import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;

/** All that Bitbucket Cloud is sent says what it is. */
final class BitbucketObject {

  private BitbucketObject() {}

  /** One that says no more than that yet. */
  static Mapping of(String type) {
    return Mapping.of("type", new Text(type));
  }
}
