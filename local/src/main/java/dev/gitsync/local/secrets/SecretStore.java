package dev.gitsync.local.secrets;

import dev.gitsync.local.OwnerOnly;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** The secrets, in one file that only its owner can read and that is replaced as a whole. */
final class SecretStore {
  private final Path file;
  private final Map<String, Secret> secrets = new LinkedHashMap<>();

  /** Opens {@code file}, which need not exist. */
  SecretStore(Path file) {
    this.file = file;
    if (Files.exists(file)) {
      for (Secret secret : JsonMapper.shared().readValue(file.toFile(), Content.class).secrets()) {
        secrets.put(secret.name(), secret);
      }
    }
  }

  /** The secret with this name or ARN. */
  Optional<Secret> find(String nameOrArn) {
    Secret named = secrets.get(nameOrArn);
    return named != null
        ? Optional.of(named)
        : secrets.values().stream().filter(secret -> secret.arn().equals(nameOrArn)).findFirst();
  }

  /** Stores {@code secret} in place of what had its name; on return it is on the disk. */
  void put(Secret secret) {
    secrets.put(secret.name(), secret);
    save();
  }

  /** Forgets {@code secret}; on return it is gone from the disk. */
  void remove(Secret secret) {
    secrets.remove(secret.name());
    save();
  }

  private void save() {
    Content content = new Content(List.copyOf(secrets.values()));
    OwnerOnly.write(file, JsonMapper.shared().writeValueAsBytes(content));
  }

  /** The file's content. */
  private record Content(List<Secret> secrets) {}
}
