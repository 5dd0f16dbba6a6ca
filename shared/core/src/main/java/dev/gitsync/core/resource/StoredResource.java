package dev.gitsync.core.resource;

import dev.gitsync.core.tree.Node.Mapping;
import java.time.Instant;

/**
 * A resource as its workspace keeps it.
 *
 * @param id the API's id: digits, unique within the workspace
 * @param revision another one after each edit; every write names the one it expects
 * @param extras what the API carries and files do not, such as tags
 */
public record StoredResource(
    Resource resource,
    String id,
    long revision,
    Mapping extras,
    Instant createdAt,
    Instant updatedAt) {

  /** Its identity. */
  public ResourceRef ref() {
    return resource.ref();
  }
}
