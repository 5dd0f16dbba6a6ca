package dev.gitsync.local.aws;

import java.net.URI;
import java.util.Map;

/** The AWS account that this machine pretends to be. */
public final class LocalAccount {
  /** The account's number. */
  public static final String ID = "000000000000";

  /** The account's only region. */
  public static final String REGION = "us-east-1";

  /** The name of the stack. */
  public static final String STACK = "GitSync";

  /** Access key and secret key of the account: nothing here checks them. */
  public static final String KEY = "local";

  private LocalAccount() {}

  /** The ARN of {@code resource} of {@code service}. */
  public static String arn(String service, String resource) {
    return "arn:aws:" + service + ":" + REGION + ":" + ID + ":" + resource;
  }

  /**
   * The settings by which the AWS SDK finds the local servers, as system properties: functions need
   * no code of their own for that. See <a
   * href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">service
   * endpoints</a>.
   */
  public static Map<String, String> settings(URI dynamo, URI sqs, URI secrets) {
    return Map.of(
        "aws.endpointUrlDynamoDb",
        dynamo.toString(),
        "aws.endpointUrlSqs",
        sqs.toString(),
        "aws.endpointUrlSecretsManager",
        secrets.toString(),
        "aws.region",
        REGION,
        "aws.accessKeyId",
        KEY,
        "aws.secretAccessKey",
        KEY);
  }

  /** The same settings as environment variables. */
  public static Map<String, String> variables(URI dynamo, URI sqs, URI secrets) {
    return Map.of(
        "AWS_ENDPOINT_URL_DYNAMODB",
        dynamo.toString(),
        "AWS_ENDPOINT_URL_SQS",
        sqs.toString(),
        "AWS_ENDPOINT_URL_SECRETS_MANAGER",
        secrets.toString(),
        "AWS_REGION",
        REGION,
        "AWS_ACCESS_KEY_ID",
        KEY,
        "AWS_SECRET_ACCESS_KEY",
        KEY);
  }
}
