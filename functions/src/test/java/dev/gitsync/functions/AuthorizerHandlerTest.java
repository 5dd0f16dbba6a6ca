package dev.gitsync.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.SimpleIAMPolicyResponse;
import dev.gitsync.flows.TryLater;
import dev.gitsync.flows.port.ApiKeys;
import dev.gitsync.flows.port.ApiKeys.ActFor;
import dev.gitsync.flows.port.ApiKeys.Grant;
import dev.gitsync.functions.api.ApiKey;
import dev.gitsync.testkit.Fixtures;
import dev.gitsync.testkit.InMemoryApiKeys;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizerHandlerTest {

  private static final String KEY = "gs_0123456789abcdefghij";
  private static final SimpleIAMPolicyResponse REFUSED =
      new SimpleIAMPolicyResponse(false, Map.of());

  private final ApiKeys keys = new InMemoryApiKeys();

  private static APIGatewayV2CustomAuthorizerEvent event(String... identitySource) {
    return APIGatewayV2CustomAuthorizerEvent.builder()
        .withIdentitySource(List.of(identitySource))
        .build();
  }

  private SimpleIAMPolicyResponse answer(APIGatewayV2CustomAuthorizerEvent event) {
    return new AuthorizerHandler(keys).answer(event);
  }

  @Test
  void saysWhoHoldsAKeyAndNothingOfTheKey() {
    keys.put(ApiKey.hash(KEY), new Grant(Fixtures.ACME, Fixtures.ADA, ActFor.ANY_USER));
    assertThat(answer(event("Bearer " + KEY)))
        .isEqualTo(
            new SimpleIAMPolicyResponse(
                true,
                Map.of(
                    "workspace", "acme",
                    "userName", "Ada Lovelace",
                    "userEmail", "ada@example.com",
                    "actFor", "ANY_USER")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Bearer short",
        "Bearer gs_another0123456789",
        "Bearer gs_with spaces0123456789",
        "gs_0123456789abcdefghij",
        "Basic Z3NfMDEyMzQ1Njc4OWFiY2RlZmdoaWo6"
      })
  void refusesWhatIsNoKnownKey(String header) {
    keys.put(ApiKey.hash(KEY), new Grant(Fixtures.ACME, Fixtures.ADA, ActFor.ANY_USER));
    assertThat(answer(event(header))).isEqualTo(REFUSED);
  }

  @Test
  void refusesAHeaderBeyondBoundsWithoutLookingItUp() {
    var handler = new AuthorizerHandler(new Broken());
    assertThat(handler.answer(event("Bearer " + "x".repeat(8000)))).isEqualTo(REFUSED);
  }

  @Test
  void refusesAnEventWithoutOneIdentitySource() {
    assertThat(answer(new APIGatewayV2CustomAuthorizerEvent())).isEqualTo(REFUSED);
    assertThat(answer(event())).isEqualTo(REFUSED);
    assertThat(answer(event("Bearer " + KEY, "Bearer " + KEY))).isEqualTo(REFUSED);
  }

  @Test
  void failsAndDoesNotRefuseWhileTheDatabaseDoesNotAnswer() {
    var handler = new AuthorizerHandler(new Broken());
    assertThatThrownBy(() -> handler.answer(event("Bearer " + KEY)))
        .isInstanceOf(TryLater.class)
        .hasMessageNotContaining(KEY);
  }

  @Test
  void asksTheDatabaseWhenItIsPrimed() {
    var handler = new AuthorizerHandler(new Broken());
    assertThatThrownBy(handler::lookForNobody).isInstanceOf(TryLater.class);
  }

  private static final class Broken implements ApiKeys {
    @Override
    public Optional<Grant> find(String sha256) {
      throw new TryLater("AWS-001", "The database does not answer now.", null);
    }

    @Override
    public void put(String sha256, Grant grant) {
      throw new UnsupportedOperationException();
    }
  }
}
