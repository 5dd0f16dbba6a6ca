package dev.gitsync.testkit;

import static dev.gitsync.testkit.Fixtures.ACME;
import static dev.gitsync.testkit.Fixtures.ADA;
import static dev.gitsync.testkit.Fixtures.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.port.ApiKeys;
import dev.gitsync.flows.port.ApiKeys.ActFor;
import dev.gitsync.flows.port.ApiKeys.Grant;
import dev.gitsync.flows.port.Members;
import org.junit.jupiter.api.Test;

/** What keeps who may use the API: keys and members. */
public abstract class AccessContract {

  private static final String SHA256 = "5e".repeat(32);

  /** Keys; none at the beginning of each test. */
  protected abstract ApiKeys keys();

  /** Members; none at the beginning of each test. */
  protected abstract Members members();

  @Test
  void findsTheLastGrantOfAKey() {
    assertThat(keys().find(SHA256)).isEmpty();
    keys().put(SHA256, new Grant(ACME, ADA, ActFor.ITS_USER));
    assertThat(keys().find(SHA256)).contains(new Grant(ACME, ADA, ActFor.ITS_USER));
    keys().put(SHA256, new Grant(ACME, BOB, ActFor.ANY_USER));
    assertThat(keys().find(SHA256)).contains(new Grant(ACME, BOB, ActFor.ANY_USER));
    assertThat(keys().find("5f".repeat(32))).isEmpty();
  }

  @Test
  void knowsMembersWithoutRegardToCase() {
    assertThat(members().has(ACME, "Ada@Acme.example")).isFalse();
    members().add(ACME, "Ada@Acme.example");
    members().add(ACME, "ada@acme.example");
    assertThat(members().has(ACME, "ADA@acme.EXAMPLE")).isTrue();
    assertThat(members().has(ACME, "bob@acme.example")).isFalse();
  }

  @Test
  void knowsMembersOfOneWorkspaceOnly() {
    members().add(ACME, "ada@acme.example");
    assertThat(members().has(new WorkspaceId("other"), "ada@acme.example")).isFalse();
  }
}
