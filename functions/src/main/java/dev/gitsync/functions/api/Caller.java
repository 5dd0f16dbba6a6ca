package dev.gitsync.functions.api;

import dev.gitsync.core.repo.Person;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.port.ApiKeys.ActFor;
import dev.gitsync.flows.port.ApiKeys.Grant;
import dev.gitsync.flows.port.Members;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Who asks, and for which workspace. */
record Caller(WorkspaceId workspace, Person user) {

  private static final String USER_NAME = "Git-Sync-User-Name";
  private static final String USER_EMAIL = "Git-Sync-User-Email";
  private static final String WORKSPACE = "Git-Sync-Workspace";

  /**
   * The caller. A key has a workspace; who signed in names one of theirs in {@code
   * Git-Sync-Workspace}. A key that may act for any user names the user in {@code
   * Git-Sync-User-Name} and {@code Git-Sync-User-Email}, percent-encoded where not ASCII.
   */
  static Caller of(Request request, Members members) throws ApiProblem {
    Grant grant =
        switch (request.identity()) {
          case Identity.Nobody() -> throw ApiProblem.unauthorized();
          case Identity.KeyHolder(Grant held) -> held;
          case Identity.SignedIn who -> membership(request, who, members);
        };
    return new Caller(grant.workspace(), user(request, grant));
  }

  private static Grant membership(Request request, Identity.SignedIn who, Members members)
      throws ApiProblem {
    Optional<String> email = who.verifiedEmail();
    if (email.isEmpty()) {
      throw ApiProblem.forbidden(
          "The token lacks an e-mail address that the OpenID provider has verified."
              + " Have it send the claims email and email_verified.");
    }
    Optional<String> named = request.header(WORKSPACE);
    if (named.isEmpty()) {
      throw ApiProblem.badRequest("Name the workspace in the header " + WORKSPACE + ".");
    }
    // The same answer for a workspace that is not there: its name is nobody else's business.
    Optional<WorkspaceId> workspace =
        WorkspaceId.parse(named.get()).filter(it -> members.has(it, email.get()));
    if (workspace.isEmpty()) {
      throw ApiProblem.forbidden(
          "%s is not a member of the workspace that the header %s names."
              .formatted(email.get(), WORKSPACE));
    }
    return new Grant(workspace.get(), new Person(who.name(), email.get()), ActFor.ITS_USER);
  }

  private static Person user(Request request, Grant grant) throws ApiProblem {
    Optional<String> name = request.header(USER_NAME);
    Optional<String> email = request.header(USER_EMAIL);
    if (name.isEmpty() && email.isEmpty()) {
      return grant.user();
    }
    if (grant.actFor() == ActFor.ITS_USER) {
      throw ApiProblem.forbidden(
          "You may not act for another user. Leave out the headers %s and %s."
              .formatted(USER_NAME, USER_EMAIL));
    }
    String address = decode(email.orElse(""));
    if (!address.contains("@")) {
      throw ApiProblem.badRequest(
          "Header " + USER_EMAIL + " must be an e-mail address, also when only the name is given.");
    }
    return new Person(decode(name.orElse("")), address);
  }

  private static String decode(String text) throws ApiProblem {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw ApiProblem.badRequest("A header with the user's name is not percent-encoded right.");
    }
  }
}
