package dev.gitsync.functions.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer.JWT;
import dev.gitsync.flows.port.ApiKeys.Grant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who asks, by the word of API Gateway's authorizers. Nothing that the request itself says counts:
 * API Gateway writes this part of an event, and no caller can.
 */
sealed interface Identity {

  /** No authorizer has looked at the request. */
  record Nobody() implements Identity {}

  /** Somebody with an API key, which the authorizer has found. */
  record KeyHolder(Grant grant) implements Identity {}

  /**
   * Somebody who signed in at the OpenID provider, whose token API Gateway has checked.
   *
   * @param claims what the token says, each claim as text
   */
  record SignedIn(Map<String, String> claims) implements Identity {

    /** ASCII only: letters of other scripts may turn into these in lower case. */
    private static final Pattern EMAIL =
        Pattern.compile("[\\x21-\\x7e&&[^<>@]]{1,64}@[\\x21-\\x7e&&[^<>@]]{1,189}");

    public SignedIn {
      claims = Map.copyOf(claims);
    }

    /**
     * The e-mail address that the provider says to have verified. Where it does not say so, as
     * where it says no, anybody may have written any address into their profile.
     */
    Optional<String> verifiedEmail() {
      return "true".equals(claims.get("email_verified"))
          ? Optional.ofNullable(claims.get("email")).filter(it -> EMAIL.matcher(it).matches())
          : Optional.empty();
    }

    String name() {
      return claims.getOrDefault("name", "");
    }
  }

  static Identity of(APIGatewayV2HTTPEvent event) {
    Authorizer authorizer = event.getRequestContext().getAuthorizer();
    if (authorizer == null) {
      return new Nobody();
    }
    JWT token = authorizer.getJwt();
    if (token != null && token.getClaims() != null) {
      return new SignedIn(token.getClaims());
    }
    return Optional.ofNullable(authorizer.getLambda())
        .flatMap(GrantContext::read)
        .<Identity>map(KeyHolder::new)
        .orElseGet(Nobody::new);
  }
}
