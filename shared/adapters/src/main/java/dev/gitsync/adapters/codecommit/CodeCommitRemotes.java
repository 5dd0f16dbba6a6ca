package dev.gitsync.adapters.codecommit;

import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.flows.NeedsUser;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.flows.port.GitRemotes;
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
 * Opens branches in AWS CodeCommit. AWS credentials and endpoints come from the SDK's own settings:
 * in a function, from its role. Keeps one client for each region that is used.
 */
public final class CodeCommitRemotes implements GitRemotes {

  /** For a call with all its retries, the largest of which carries some megabytes. */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final Map<Region, CodeCommitClient> clients = new ConcurrentHashMap<>();
  private final Function<Region, CodeCommitClient> maker;

  /** Remotes at AWS. */
  public CodeCommitRemotes() {
    SdkHttpClient http = UrlConnectionHttpClient.create();
    this.maker = region -> builder(region).httpClient(http).build();
  }

  CodeCommitRemotes(Function<Region, CodeCommitClient> maker) {
    this.maker = maker;
  }

  static CodeCommitClientBuilder builder(Region region) {
    return CodeCommitClient.builder()
        .region(region)
        .overrideConfiguration(settings -> settings.apiCallTimeout(LONGEST));
  }

  @Override
  public GitRemote open(LinkSettings settings, LinkLayout layout, Credentials credentials) {
    if (!(credentials.login() instanceof Credentials.AwsRole)) {
      throw new NeedsUser(
          "GIT-015",
          "Repositories of CodeCommit are reached with the deployment's own role.",
          "Use the https or ssh address to reach the repository with credentials.");
    }
    RepositoryUrl repository = settings.repository();
    CodeCommitClient client = clients.computeIfAbsent(region(repository), maker);
    return new CodeCommitRemote(new CodeCommitApi(client, repository), settings.branch(), layout);
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
