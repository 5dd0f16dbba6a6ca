package dev.gitsync.local.template;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Who decides whether a route takes a request. */
public sealed interface Authorizer {
  /** Nobody: the route takes every request. */
  record Nobody() implements Authorizer {}

  /**
   * A function, asked by payload format 2.0, which gives simple responses.
   *
   * @param header the request's header that it is asked about, in lower case
   */
  record ByFunction(Function function, String header) implements Authorizer {
    private static final Pattern URI = Pattern.compile("arn:.*/functions/(arn:.+)/invocations");
    private static final String HEADER = "$request.header.";

    /** The ARN of the function that the resource {@code authorizer} asks. */
    static String function(JsonNode authorizer) {
      Matcher uri = URI.matcher(authorizer.path("AuthorizerUri").asString(""));
      if (!uri.matches()) {
        throw unknown(authorizer);
      }
      return uri.group(1);
    }

    static ByFunction of(JsonNode authorizer, Function function) {
      String source = authorizer.path("IdentitySource").path(0).asString("");
      if (!authorizer.path("AuthorizerType").asString("").equals("REQUEST")
          || !authorizer.path("AuthorizerPayloadFormatVersion").asString("").equals("2.0")
          || !authorizer.path("EnableSimpleResponses").asBoolean(false)
          || authorizer.path("IdentitySource").size() != 1
          || !source.startsWith(HEADER)) {
        throw unknown(authorizer);
      }
      return new ByFunction(function, source.substring(HEADER.length()).toLowerCase(Locale.ROOT));
    }

    private static IllegalArgumentException unknown(JsonNode authorizer) {
      return new IllegalArgumentException(
          "The template's authorizer "
              + authorizer.path("Name").asString("")
              + " is of a kind that is unknown here.");
    }
  }
}
