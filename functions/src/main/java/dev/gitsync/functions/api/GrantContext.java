package dev.gitsync.functions.api;

import dev.gitsync.core.repo.Person;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.port.ApiKeys.ActFor;
import dev.gitsync.flows.port.ApiKeys.Grant;
import java.util.Map;
import java.util.Optional;

/**
 * A key's grant on its way from the authorizer to the API: {@code requestContext.authorizer.lambda}
 * of an event. It says who asks, and nothing of the key.
 */
public final class GrantContext {

  private static final String WORKSPACE = "workspace";
  private static final String USER_NAME = "userName";
  private static final String USER_EMAIL = "userEmail";
  private static final String ACT_FOR = "actFor";

  private GrantContext() {}

  /** What the authorizer answers with. */
  public static Map<String, String> write(Grant grant) {
    return Map.of(
        WORKSPACE, grant.workspace().value(),
        USER_NAME, grant.user().name(),
        USER_EMAIL, grant.user().email(),
        ACT_FOR, grant.actFor().name());
  }

  /** The grant; nothing where any of it is missing or not what an authorizer writes. */
  static Optional<Grant> read(Map<String, Object> context) {
    if (context.get(WORKSPACE) instanceof String workspace
        && context.get(USER_NAME) instanceof String name
        && context.get(USER_EMAIL) instanceof String email
        && context.get(ACT_FOR) instanceof String actFor) {
      var user = new Person(name, email);
      return WorkspaceId.parse(workspace)
          .flatMap(id -> actFor(actFor).map(it -> new Grant(id, user, it)));
    }
    return Optional.empty();
  }

  private static Optional<ActFor> actFor(String name) {
    for (ActFor value : ActFor.values()) {
      if (value.name().equals(name)) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
