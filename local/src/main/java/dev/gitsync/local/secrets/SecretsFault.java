package dev.gitsync.local.secrets;

/** An error of the service, told to the client by its type. */
final class SecretsFault extends RuntimeException {
  private final String type;

  private SecretsFault(String type, String message) {
    super(message);
    this.type = type;
  }

  String type() {
    return type;
  }

  static SecretsFault notFound() {
    return new SecretsFault(
        "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
  }

  static SecretsFault noVersion(String stage) {
    return new SecretsFault(
        "ResourceNotFoundException",
        "Secrets Manager can't find the specified secret value for " + stage);
  }

  static SecretsFault exists(String name) {
    return new SecretsFault(
        "ResourceExistsException",
        "The operation failed because the secret " + name + " already exists.");
  }

  static SecretsFault deleted() {
    return new SecretsFault(
        "InvalidRequestException",
        "You can't perform this operation on the secret because it was marked for deletion.");
  }

  static SecretsFault invalid(String message) {
    return new SecretsFault("InvalidParameterException", message);
  }

  static SecretsFault unknownOperation(String target) {
    return new SecretsFault("UnknownOperationException", "Unknown operation " + target);
  }
}
