package dev.gitsync.adapters.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gitsync.flows.TryLater;
import dev.gitsync.flows.host.CheckTarget.OfPullRequest;
import dev.gitsync.testkit.Fixtures;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What becomes of hints while no queue answers. */
class SqsHintsTest {

  @Test
  void leavesWhatIsStoredToThePollButSaysThatACheckIsLost() throws IOException {
    try (SqsClient nobody = clientOfNobody()) {
      var hints = new SqsHints(nobody, "o", "i", "r", "c");
      assertThatCode(() -> hints.inbound(Fixtures.ACME)).doesNotThrowAnyException();
      assertThatCode(() -> hints.outbound(Fixtures.ACME)).doesNotThrowAnyException();
      assertThatExceptionOfType(TryLater.class)
          .isThrownBy(() -> hints.check(Fixtures.link(), new OfPullRequest(12)))
          .satisfies(it -> assertThat(it.code()).isEqualTo("AWS-003"));
    }
  }

  private static SqsClient clientOfNobody() throws IOException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    return SqsClient.builder()
        .endpointOverride(URI.create("http://127.0.0.1:" + port))
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .httpClient(UrlConnectionHttpClient.create())
        .overrideConfiguration(it -> it.retryStrategy(DefaultRetryStrategy.doNotRetry()))
        .build();
  }
}
