package dev.gitsync.core.resource;

import dev.gitsync.core.tree.Node.Mapping;
import java.time.Instant;

/**
 * A resource as its workspace keeps it.
 *
 * @param id the API's id: digits, unique within the workspace
 * @param revision another one after each edit; every write names the one it expects
 * @param extras what the API carries and files do not, such as tags
 * @param uses how often something began to refer to it since its last edit; a deletion names the
 *     one it expects, beside the revision
 */
public record StoredResource(
    Resource resource,
    String id,
    long revision,
    Mapping extras,
    Instant createdAt,
    Instant updatedAt,
    long uses) {

  /** A resource as it is right after an edit. */
  public StoredResource(
      Resource resource,
      String id,
      long revision,
      Mapping extras,
      Instant createdAt,
      Instant updatedAt) {
    this(resource, id, revision, extras, createdAt, updatedAt, 0);
  }

  /** Its identity. */
  public ResourceRef ref() {
    return resource.ref();
  }
}
