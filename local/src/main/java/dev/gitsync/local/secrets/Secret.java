package dev.gitsync.local.secrets;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A secret with its versions, oldest first. The newest is {@code AWSCURRENT}, the one before is
 * {@code AWSPREVIOUS}.
 *
 * @param deleted when it was marked for deletion
 */
record Secret(
    String arn, String name, Instant created, Optional<Instant> deleted, List<Version> versions) {
  /** Versions beyond the newest few have no stage and are forgotten. */
  private static final int KEPT = 2;

  Secret {
    versions = List.copyOf(versions);
  }

  Secret with(Version version) {
    List<Version> all = new ArrayList<>(versions);
    all.add(version);
    return new Secret(
        arn, name, created, deleted, all.subList(Math.max(0, all.size() - KEPT), all.size()));
  }

  Secret deletedAt(Instant time) {
    return new Secret(arn, name, created, Optional.of(time), versions);
  }

  Version current() {
    return versions.getLast();
  }

  Optional<Version> version(String id) {
    return versions.stream().filter(version -> version.id().equals(id)).findFirst();
  }

  Optional<Version> stage(String stage) {
    return versions.stream().filter(version -> stage(version).equals(stage)).findFirst();
  }

  String stage(Version version) {
    return version.equals(current()) ? "AWSCURRENT" : "AWSPREVIOUS";
  }

  /**
   * One value of a secret.
   *
   * @param text the value as text
   * @param binary the value as base64 of bytes, where it was given so
   */
  record Version(String id, Optional<String> text, Optional<String> binary, Instant created) {
    boolean sameValue(Version other) {
      return text.equals(other.text) && binary.equals(other.binary);
    }

    @Override
    public String toString() {
      return "Version[" + id + "]";
    }
  }
}
