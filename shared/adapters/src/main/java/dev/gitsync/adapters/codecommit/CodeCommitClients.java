package dev.gitsync.adapters.codecommit;

import dev.gitsync.flows.NeedsUser;
import dev.gitsync.flows.link.RepositoryUrl;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.CodeCommitClientBuilder;

/**
 * Clients of AWS CodeCommit, one for each region that is used. AWS credentials and endpoints come
 * from the SDK's own settings: in a function, from its role.
 */
public final class CodeCommitClients {

  /** For a call with all its retries, the largest of which carries some megabytes. */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final Map<Region, CodeCommitClient> clients = new ConcurrentHashMap<>();
  private final Function<Region, CodeCommitClient> maker;

  /** Clients at AWS. */
  public CodeCommitClients() {
    SdkHttpClient http = UrlConnectionHttpClient.create();
    this.maker = region -> builder(region).httpClient(http).build();
  }

  /** Clients as somebody makes them. */
  public CodeCommitClients(Function<Region, CodeCommitClient> maker) {
    this.maker = maker;
  }

  /** How a client of a region begins. */
  public static CodeCommitClientBuilder builder(Region region) {
    return CodeCommitClient.builder()
        .region(region)
        .overrideConfiguration(settings -> settings.apiCallTimeout(LONGEST));
  }

  /**
   * The client for a repository of CodeCommit.
   *
   * @throws NeedsUser when its region is none
   */
  public CodeCommitClient client(RepositoryUrl repository) {
    return clients.computeIfAbsent(region(repository), maker);
  }

  private static Region region(RepositoryUrl repository) {
    Region region = Region.of(repository.codeCommit().region());
    if (!Region.regions().contains(region)) {
      throw new NeedsUser(
          "GIT-006",
          "\"%s\" is not a region of AWS.".formatted(region),
          "Write the address as codecommit::REGION://NAME, as in codecommit::eu-west-1://acme.");
    }
    return region;
  }
}
