package dev.gitsync.functions.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Http;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class HttpCodecTest {

  private static final int MEBIBYTE = 1 << 20;

  private static APIGatewayV2HTTPEvent event(String path) {
    var context = RequestContext.builder().withHttp(Http.builder().withMethod("GET").build());
    return APIGatewayV2HTTPEvent.builder()
        .withRawPath(path)
        .withRequestContext(context.build())
        .build();
  }

  private static int refused(APIGatewayV2HTTPEvent event) {
    return catchThrowableOfType(ApiProblem.class, () -> HttpCodec.decode(event)).status();
  }

  @Test
  void takesBodiesUpToOneMebibyte() throws Exception {
    APIGatewayV2HTTPEvent event = event("/api/v1/models");
    event.setBody("x".repeat(MEBIBYTE));
    assertThat(HttpCodec.decode(event).hasBody()).isTrue();
    event.setBody(Base64.getEncoder().encodeToString(new byte[MEBIBYTE]));
    event.setIsBase64Encoded(true);
    assertThat(HttpCodec.decode(event).hasBody()).isTrue();
  }

  @Test
  void refusesLargerBodiesBeforeReadingThem() {
    APIGatewayV2HTTPEvent event = event("/api/v1/models");
    event.setBody("x".repeat(MEBIBYTE + 1));
    assertThat(refused(event)).isEqualTo(413);
    event.setBody("é".repeat(MEBIBYTE / 2 + 1));
    assertThat(refused(event)).isEqualTo(413);
    event.setIsBase64Encoded(true);
    event.setBody(Base64.getEncoder().encodeToString(new byte[MEBIBYTE + 1]));
    assertThat(refused(event)).isEqualTo(413);
    event.setBody("!".repeat(2 * MEBIBYTE));
    assertThat(refused(event)).isEqualTo(413);
  }

  @Test
  void refusesWhatCannotBeRead() {
    assertThat(refused(event("/api/v1/models/%zz"))).isEqualTo(400);
    APIGatewayV2HTTPEvent event = event("/api/v1/models");
    event.setIsBase64Encoded(true);
    event.setBody("!");
    assertThat(refused(event)).isEqualTo(400);
  }
}
