package dev.gitsync.cli;

import dev.gitsync.adapters.hightouch.ApiAddress;
import dev.gitsync.adapters.hightouch.BearerKey;
import dev.gitsync.adapters.hightouch.HightouchWorkspace;
import dev.gitsync.adapters.hightouch.UnknownWorkspace;
import dev.gitsync.adapters.hightouch.WorkspaceApi;
import dev.gitsync.adapters.hightouch.WorkspaceFile;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where to learn what a workspace has. */
sealed interface WorkspaceOrigin {

  /** Its API, which is asked with the key in {@link BearerKey#VARIABLE}. */
  record Asked(ApiAddress address) implements WorkspaceOrigin {}

  /** A file of what its API answers. */
  record Saved(WorkspaceFile file) implements WorkspaceOrigin {}

  /**
   * What an argument stands for: an address where it looks like one, else a file.
   *
   * @throws IllegalArgumentException where it is neither; the message says why, and quotes nothing
   */
  static WorkspaceOrigin parse(String text) {
    if (text.contains("://")) {
      return new Asked(ApiAddress.parse(text));
    }
    try {
      return new Saved(new WorkspaceFile(Path.of(text)));
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("must be a file, or an address", e);
    }
  }

  /** What the workspace has. */
  default HightouchWorkspace read(Surroundings surroundings) {
    try {
      return switch (this) {
        case Asked(var address) -> new WorkspaceApi(address, key(surroundings)).read();
        case Saved(var file) -> file.read();
      };
    } catch (UnknownWorkspace e) {
      throw CliFault.unknown(String.valueOf(e.getMessage()), e);
    }
  }

  private static BearerKey key(Surroundings surroundings) {
    String name = BearerKey.VARIABLE;
    String secret =
        surroundings
            .variables()
            .apply(name)
            .map(String::strip)
            .filter(it -> !it.isEmpty())
            .orElseThrow(
                () ->
                    CliFault.unknown(
                        "There is no key for the workspace's API. Set %s to one.".formatted(name),
                        null));
    try {
      return new BearerKey(secret);
    } catch (IllegalArgumentException e) {
      throw CliFault.unknown(
          "%s has characters that no key has. Set it to a key of the workspace.".formatted(name),
          e);
    }
  }
}
