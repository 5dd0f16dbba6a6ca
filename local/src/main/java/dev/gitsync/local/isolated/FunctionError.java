package dev.gitsync.local.isolated;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a process told of a run that failed, or how the process ended. */
public final class FunctionError extends Exception {
  FunctionError(String message) {
    super(message);
  }

  /** From the runtime interface client's report: {@code {"errorType": …, "errorMessage": …}}. */
  static FunctionError of(String report) {
    try {
      JsonNode error = JsonMapper.shared().readTree(report);
      return new FunctionError(
          error.path("errorType").asString("") + ": " + error.path("errorMessage").asString(""));
    } catch (JacksonException e) {
      return new FunctionError("An error that is no JSON");
    }
  }
}
