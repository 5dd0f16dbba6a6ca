package dev.gitsync.functions.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Http;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.port.ApiKeys.ActFor;
import dev.gitsync.flows.port.ApiKeys.Grant;
import dev.gitsync.functions.api.Identity.KeyHolder;
import dev.gitsync.functions.api.Identity.Nobody;
import dev.gitsync.functions.api.Identity.SignedIn;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpCodecTest {

  private static final int MEBIBYTE = 1 << 20;
  private static final Grant GRANT =
      new Grant(new WorkspaceId("acme"), new Person("Zoë", "zoe@acme.example"), ActFor.ITS_USER);

  private static APIGatewayV2HTTPEvent event(String path) {
    var context = RequestContext.builder().withHttp(Http.builder().withMethod("GET").build());
    return APIGatewayV2HTTPEvent.builder()
        .withRawPath(path)
        .withRequestContext(context.build())
        .build();
  }

  private static Identity identity(@Nullable Authorizer authorizer) throws ApiProblem {
    APIGatewayV2HTTPEvent event = event("/api/v1/models");
    event.getRequestContext().setAuthorizer(authorizer);
    return HttpCodec.decode(event).identity();
  }

  private static int refused(APIGatewayV2HTTPEvent event) {
    return catchThrowableOfType(ApiProblem.class, () -> HttpCodec.decode(event)).status();
  }

  @ParameterizedTest
  @CsvSource({"/api/v1/models/7", "/sso/v1/models/7", "/sso/v1/model%73/7"})
  void readsBothPrefixesAlike(String path) throws Exception {
    assertThat(HttpCodec.decode(event(path)).path()).isEqualTo(List.of("models", "7"));
  }

  @ParameterizedTest
  @CsvSource({"/api/v2/models", "/sso/models", "/x/api/v1/models", "/"})
  void findsNothingElsewhere(String path) throws Exception {
    assertThat(HttpCodec.decode(event(path)).path()).isEmpty();
  }

  @Test
  void readsTheGrantThatTheAuthorizerWrote() throws Exception {
    var context = Map.<String, Object>copyOf(GrantContext.write(GRANT));
    assertThat(identity(Authorizer.builder().withLambda(context).build()))
        .isEqualTo(new KeyHolder(GRANT));
  }

  @Test
  void knowsNobodyWithoutAWholeGrant() throws Exception {
    assertThat(identity(null)).isEqualTo(new Nobody());
    assertThat(identity(new Authorizer())).isEqualTo(new Nobody());
    for (String part : GrantContext.write(GRANT).keySet()) {
      var context = new HashMap<String, Object>(GrantContext.write(GRANT));
      context.put(part, 7);
      assertThat(identity(Authorizer.builder().withLambda(context).build()))
          .isEqualTo(new Nobody());
    }
  }

  @Test
  void readsTheClaimsOfAToken() throws Exception {
    var token = Authorizer.JWT.builder().withClaims(Map.of("email", "zoe@acme.example")).build();
    assertThat(identity(Authorizer.builder().withJwt(token).build()))
        .isEqualTo(new SignedIn(Map.of("email", "zoe@acme.example")));
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
