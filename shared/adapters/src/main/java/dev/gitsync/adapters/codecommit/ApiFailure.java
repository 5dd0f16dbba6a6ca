package dev.gitsync.adapters.codecommit;

import dev.gitsync.flows.NeedsUser;
import dev.gitsync.flows.TryLater;
import dev.gitsync.flows.link.RepositoryUrl;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Puts what CodeCommit and the SDK throw into words, by who has to act. */
public final class ApiFailure {

  private static final int LONGEST_WORDS = 500;
  private static final int SERVER_ERROR = 500;

  private ApiFailure() {}

  /** What to throw instead; the failure itself when it is none that can be expected. */
  public static RuntimeException explain(SdkException e, RepositoryUrl repository) {
    return e instanceof AwsServiceException answer
        ? explain(answer, repository)
        : unreachable(e, repository, "");
  }

  private static RuntimeException explain(AwsServiceException e, RepositoryUrl repository) {
    return switch (code(e)) {
      case "RepositoryDoesNotExistException", "InvalidRepositoryNameException" ->
          new NeedsUser(
              "GIT-006",
              "There is no repository at %s. %s".formatted(repository, words(e)),
              "Check the region and the name; it is looked for in the deployment's own account.",
              e);
      case "AccessDeniedException" ->
          new NeedsUser(
              "GIT-007",
              "The deployment may not do this at %s. %s".formatted(repository, words(e)),
              "Name the repository in codeCommitRepositories and deploy again.",
              e);
      case "EncryptionKeyAccessDeniedException",
          "EncryptionKeyDisabledException",
          "EncryptionKeyNotFoundException" ->
          new NeedsUser(
              "GIT-007",
              "The key that %s is encrypted with cannot be used. %s"
                  .formatted(repository, words(e)),
              "Enable the key, and let the deployment's roles use it.",
              e);
      case "UnrecognizedClientException",
          "InvalidSignatureException",
          "IncompleteSignatureException",
          "MissingAuthenticationTokenException",
          "ExpiredTokenException" ->
          new NeedsUser(
              "GIT-005",
              "%s does not accept the deployment's AWS credentials. %s"
                  .formatted(repository, words(e)),
              "Deploy with a role that AWS knows, in the partition of the repository's region.",
              e);
      case "CommitDoesNotExistException" ->
          new TryLater("GIT-011", "The branch was moved while it was read.", e);
      case "EncryptionKeyUnavailableException", "EncryptionIntegrityChecksFailedException" ->
          unreachable(e, repository, " " + words(e));
      default -> passes(e) ? unreachable(e, repository, " " + words(e)) : e;
    };
  }

  private static boolean passes(AwsServiceException e) {
    return e.isThrottlingException() || e.statusCode() >= SERVER_ERROR;
  }

  /** What the SDK itself says may hold anything. */
  private static TryLater unreachable(SdkException e, RepositoryUrl repository, String words) {
    return new TryLater("GIT-010", "%s cannot be reached.%s".formatted(repository, words), e);
  }

  /** The kind of failure, as {@code AccessDeniedException}. */
  static String code(AwsServiceException e) {
    return details(e).map(AwsErrorDetails::errorCode).orElse("");
  }

  /** What the host said, on one line. */
  static String words(AwsServiceException e) {
    String said = details(e).map(AwsErrorDetails::errorMessage).orElseGet(() -> code(e));
    String line = said.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return line.length() > LONGEST_WORDS ? line.substring(0, LONGEST_WORDS) + "..." : line;
  }

  private static Optional<AwsErrorDetails> details(AwsServiceException e) {
    return Optional.ofNullable(e.awsErrorDetails());
  }
}
