package dev.gitsync.local.secrets;

import dev.gitsync.local.aws.LocalAccount;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the service does, request by request. See the <a
 * href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/">API reference</a>.
 */
final class SecretsActions {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9/_+=.@-]{1,512}");
  private static final int MAX_VALUE = 65_536;
  private static final int DEFAULT_RECOVERY_DAYS = 30;

  private final SecretStore store;
  private final Clock clock;
  private final RandomGenerator random;

  SecretsActions(SecretStore store, Clock clock, RandomGenerator random) {
    this.store = store;
    this.clock = clock;
    this.random = random;
  }

  /** Answers one request; one at a time, as each may change the store. */
  synchronized ObjectNode answer(String action, JsonNode request) {
    return switch (action) {
      case "CreateSecret" -> create(request);
      case "PutSecretValue" -> put(request);
      case "GetSecretValue" -> get(request);
      case "DescribeSecret" -> describe(request);
      case "DeleteSecret" -> delete(request);
      default -> throw SecretsFault.unknownOperation(action);
    };
  }

  private ObjectNode create(JsonNode request) {
    String name = required(request, "Name");
    if (!NAME.matcher(name).matches()) {
      throw SecretsFault.invalid(
          "Invalid name. Must be a valid name containing alphanumeric characters, or any of the"
              + " following: -/_+=.@!");
    }
    Secret.Version version = version(request);
    Secret existing = store.find(name).orElse(null);
    if (existing == null) {
      byte[] suffix = new byte[3];
      random.nextBytes(suffix);
      String arn =
          LocalAccount.arn(
              "secretsmanager", "secret:" + name + "-" + HexFormat.of().formatHex(suffix));
      existing = new Secret(arn, name, clock.instant(), Optional.empty(), List.of(version));
      store.put(existing);
    } else if (existing.deleted().isPresent()) {
      throw SecretsFault.deleted();
    } else if (!existing.version(version.id()).filter(version::sameValue).isPresent()) {
      throw SecretsFault.exists(name);
    }
    return head(existing).put("VersionId", version.id());
  }

  private ObjectNode put(JsonNode request) {
    Secret secret = live(request);
    Secret.Version version = version(request);
    Optional<Secret.Version> same = secret.version(version.id());
    if (same.isEmpty()) {
      secret = secret.with(version);
      store.put(secret);
    } else if (!same.get().sameValue(version)) {
      throw SecretsFault.exists(version.id());
    }
    ObjectNode response = head(secret).put("VersionId", version.id());
    response.putArray("VersionStages").add("AWSCURRENT");
    return response;
  }

  private ObjectNode get(JsonNode request) {
    Secret secret = live(request);
    Optional<String> id = request.path("VersionId").asStringOpt();
    String stage = request.path("VersionStage").asString("AWSCURRENT");
    Secret.Version version =
        id.map(secret::version)
            .orElseGet(() -> secret.stage(stage))
            .orElseThrow(() -> SecretsFault.noVersion(id.orElse("staging label: " + stage)));
    ObjectNode response = head(secret).put("VersionId", version.id());
    version.text().ifPresent(text -> response.put("SecretString", text));
    version.binary().ifPresent(binary -> response.put("SecretBinary", binary));
    response.putArray("VersionStages").add(secret.stage(version));
    return response.put("CreatedDate", seconds(version.created()));
  }

  private ObjectNode describe(JsonNode request) {
    Secret secret = known(request);
    ObjectNode response = head(secret).put("CreatedDate", seconds(secret.created()));
    response.put("LastChangedDate", seconds(secret.current().created()));
    secret.deleted().ifPresent(time -> response.put("DeletedDate", seconds(time)));
    ObjectNode stages = response.putObject("VersionIdsToStages");
    secret.versions().forEach(version -> stages.putArray(version.id()).add(secret.stage(version)));
    return response;
  }

  private ObjectNode delete(JsonNode request) {
    Secret secret = known(request);
    if (request.path("ForceDeleteWithoutRecovery").asBoolean(false)) {
      store.remove(secret);
      return head(secret).put("DeletionDate", seconds(clock.instant()));
    }
    if (secret.deleted().isPresent()) {
      throw SecretsFault.deleted();
    }
    int days = request.path("RecoveryWindowInDays").asInt(DEFAULT_RECOVERY_DAYS);
    store.put(secret.deletedAt(clock.instant()));
    return head(secret).put("DeletionDate", seconds(clock.instant().plus(Duration.ofDays(days))));
  }

  private Secret live(JsonNode request) {
    Secret secret = known(request);
    if (secret.deleted().isPresent()) {
      throw SecretsFault.deleted();
    }
    return secret;
  }

  private Secret known(JsonNode request) {
    return store.find(required(request, "SecretId")).orElseThrow(SecretsFault::notFound);
  }

  private Secret.Version version(JsonNode request) {
    Optional<String> text = request.path("SecretString").asStringOpt();
    Optional<String> binary = request.path("SecretBinary").asStringOpt();
    if (text.isPresent() == binary.isPresent()) {
      throw SecretsFault.invalid("You must provide either SecretString or SecretBinary.");
    }
    if (text.or(() -> binary).orElseThrow().length() > MAX_VALUE) {
      throw SecretsFault.invalid("The secret value is longer than 65536 bytes.");
    }
    String token = request.path("ClientRequestToken").asString(UUID.randomUUID().toString());
    return new Secret.Version(token, text, binary, clock.instant());
  }

  private static String required(JsonNode request, String member) {
    return request
        .path(member)
        .asStringOpt()
        .filter(value -> !value.isEmpty())
        .orElseThrow(() -> SecretsFault.invalid("You must provide a value for " + member + "."));
  }

  private static ObjectNode head(Secret secret) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("ARN", secret.arn())
        .put("Name", secret.name());
  }

  private static double seconds(Instant time) {
    return time.toEpochMilli() / 1000.0;
  }
}
