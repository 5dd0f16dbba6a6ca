package dev.gitsync.testkit;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.port.Members;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Members in memory. */
public final class InMemoryMembers implements Members {

  private record Member(WorkspaceId workspace, String email) {
    Member {
      email = email.toLowerCase(Locale.ROOT);
    }
  }

  private final Set<Member> members = new HashSet<>();

  @Override
  public boolean has(WorkspaceId workspace, String email) {
    return members.contains(new Member(workspace, email));
  }

  @Override
  public void add(WorkspaceId workspace, String email) {
    members.add(new Member(workspace, email));
  }
}
