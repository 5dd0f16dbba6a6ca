package dev.gitsync.cli;

import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * An account and region of AWS, with credentials and region found where every AWS tool looks:
 * environment, profiles, SSO, roles.
 */
record Aws(Region region, AwsCredentialsProvider credentials, SdkHttpClient http)
    implements AutoCloseable {

  /** Who the credentials belong to. */
  record Identity(String account, String arn) {}

  /**
   * Looks for credentials and region; no request is sent yet, unless the credentials take one.
   *
   * @param profile counts more than the environment's credentials, as with the AWS CLI
   * @throws CliFault when there are none
   */
  static Aws open(Optional<String> profile, Optional<String> region) {
    return new Aws(region(profile, region), credentials(profile), UrlConnectionHttpClient.create());
  }

  private static Region region(Optional<String> profile, Optional<String> region) {
    if (region.isPresent()) {
      return Region.of(region.get());
    }
    var chain = DefaultAwsRegionProviderChain.builder();
    profile.ifPresent(name -> chain.profileName(name));
    try {
      return chain.build().getRegion();
    } catch (SdkClientException e) {
      throw new CliFault(
          "No AWS region is set. Give --region, for example --region eu-west-1, or set AWS_REGION.",
          e);
    }
  }

  private static AwsCredentialsProvider credentials(Optional<String> profile) {
    try {
      AwsCredentialsProvider provider =
          profile
              .<AwsCredentialsProvider>map(ProfileCredentialsProvider::create)
              .orElseGet(() -> DefaultCredentialsProvider.builder().build());
      provider.resolveCredentials();
      return provider;
    } catch (SdkException | IllegalStateException | IllegalArgumentException e) {
      throw new CliFault(
          """
          There are no AWS credentials%s. Log in with "aws sso login", or name a profile by \
          --profile or AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. \
          The AWS SDK says: %s"""
              .formatted(
                  profile.map(name -> " in profile \"" + name + "\"").orElse(""), e.getMessage()),
          e);
    }
  }

  /**
   * Who the credentials belong to.
   *
   * @throws CliFault when AWS does not accept them
   */
  Identity identity() {
    try (StsClient sts = client(StsClient.builder())) {
      var answer = sts.getCallerIdentity();
      return new Identity(answer.account(), answer.arn());
    } catch (SdkException e) {
      throw new CliFault(
          "AWS does not accept the credentials, or cannot be reached: "
              + e.getMessage()
              + ". If they have run out, log in again.",
          e);
    }
  }

  CloudFormationClient cloudFormation() {
    return client(CloudFormationClient.builder());
  }

  DynamoDbClient dynamo() {
    return client(DynamoDbClient.builder());
  }

  SqsClient sqs() {
    return client(SqsClient.builder());
  }

  private <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C client(B builder) {
    return builder.region(region).credentialsProvider(credentials).httpClient(http).build();
  }

  @Override
  public void close() {
    http.close();
  }
}
