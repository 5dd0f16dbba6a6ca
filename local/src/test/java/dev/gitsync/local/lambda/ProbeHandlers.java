package dev.gitsync.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The functions of {@code probe-template.json}: they do what their event asks. */
public final class ProbeHandlers {
  private ProbeHandlers() {}

  /** Sends each line of the body as a message, and answers with what it was asked. */
  public static final class Api
      implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final Map<String, String> environment;
    private final SqsClient sqs =
        SqsClient.builder().httpClient(UrlConnectionHttpClient.create()).build();

    /** A handler with this environment. */
    public Api(Map<String, String> environment) {
      this.environment = environment;
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
      if (event.getBody() == null) {
        throw new IllegalStateException("no body");
      }
      List<String> lines = event.getBody().lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        String body = lines.get(i);
        String id = context.getAwsRequestId() + i;
        sqs.sendMessage(
            request ->
                request
                    .queueUrl(environment.get("QUEUE_URL"))
                    .messageBody(body)
                    .messageGroupId("group")
                    .messageDeduplicationId(id));
      }
      return APIGatewayV2HTTPResponse.builder()
          .withStatusCode(202)
          .withHeaders(Map.of("X-Method", event.getRequestContext().getHttp().getMethod()))
          .withBody(
              event.getRawPath()
                  + " "
                  + event.getPathParameters()
                  + " "
                  + event.getQueryStringParameters()
                  + " "
                  + event.getHeaders().get("x-probe")
                  + " "
                  + event.getIsBase64Encoded())
          .build();
    }
  }

  /** Fails the messages that say so, and throws when one says that. */
  public static final class Queue implements RequestHandler<SQSEvent, SQSBatchResponse> {
    /** A handler that needs no environment. */
    public Queue(Map<String, String> environment) {}

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
      if (event.getRecords().stream().anyMatch(record -> record.getBody().equals("throw"))) {
        throw new IllegalStateException("asked to throw");
      }
      return new SQSBatchResponse(
          event.getRecords().stream()
              .filter(record -> record.getBody().equals("fail"))
              .map(record -> new BatchItemFailure(record.getMessageId()))
              .toList());
    }
  }

  /** Throws when its event is not a whole one. */
  public static final class Tick implements RequestHandler<ScheduledEvent, @Nullable Void> {
    /** A handler that needs no environment. */
    public Tick(Map<String, String> environment) {}

    @Override
    public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
      if (event.getTime() == null || event.getDetail() == null) {
        throw new IllegalStateException("not a whole event");
      }
      return null;
    }
  }
}
