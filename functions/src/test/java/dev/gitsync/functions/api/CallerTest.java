package dev.gitsync.functions.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gitsync.core.repo.Person;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.port.ApiKeys.ActFor;
import dev.gitsync.flows.port.ApiKeys.Grant;
import dev.gitsync.flows.port.Members;
import dev.gitsync.functions.api.Identity.KeyHolder;
import dev.gitsync.functions.api.Identity.Nobody;
import dev.gitsync.functions.api.Identity.SignedIn;
import dev.gitsync.testkit.InMemoryMembers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {

  private static final WorkspaceId ACME = new WorkspaceId("acme");
  private static final Person ADA = new Person("Ada", "ada@acme.example");
  private static final Map<String, String> CLAIMS =
      Map.of("email", "Ada@acme.example", "email_verified", "true", "name", "Ada");

  private final Members members = new InMemoryMembers();

  private Caller caller(Identity identity, Map<String, String> headers) throws ApiProblem {
    return Caller.of(
        new Request("GET", List.of("models"), Map.of(), headers, new byte[0], identity), members);
  }

  private int refused(Identity identity, Map<String, String> headers) {
    return catchThrowableOfType(ApiProblem.class, () -> caller(identity, headers)).status();
  }

  private static Map<String, String> workspace(String name) {
    return Map.of("git-sync-workspace", name);
  }

  @Test
  void trustsNoHeaderWithoutAnAuthorizer() {
    var headers =
        Map.of("authorization", "Bearer gs_0123456789abcdefghij", "git-sync-workspace", "acme");
    assertThat(refused(new Nobody(), headers)).isEqualTo(401);
  }

  @Test
  void isTheKeysUserOrTheUserThatTheKeyMayActFor() throws Exception {
    var own = new KeyHolder(new Grant(ACME, ADA, ActFor.ITS_USER));
    var any = new KeyHolder(new Grant(ACME, ADA, ActFor.ANY_USER));
    var zoe = Map.of("git-sync-user-name", "Zo%C3%AB", "git-sync-user-email", "zoe@acme.example");
    assertThat(caller(own, Map.of())).isEqualTo(new Caller(ACME, ADA));
    assertThat(caller(any, zoe)).isEqualTo(new Caller(ACME, new Person("Zoë", "zoe@acme.example")));
    assertThat(refused(own, zoe)).isEqualTo(403);
  }

  @Test
  void leavesAKeyInItsWorkspaceWhateverTheHeaderSays() throws Exception {
    var holder = new KeyHolder(new Grant(ACME, ADA, ActFor.ITS_USER));
    assertThat(caller(holder, workspace("other"))).isEqualTo(new Caller(ACME, ADA));
  }

  @Test
  void isTheSignedInUserInAWorkspaceOfTheirs() throws Exception {
    members.add(ACME, "ada@acme.example");
    assertThat(caller(new SignedIn(CLAIMS), workspace("acme")))
        .isEqualTo(new Caller(ACME, new Person("Ada", "Ada@acme.example")));
    assertThat(refused(new SignedIn(CLAIMS), workspace("other"))).isEqualTo(403);
    assertThat(refused(new SignedIn(CLAIMS), workspace("not a name"))).isEqualTo(403);
    assertThat(refused(new SignedIn(CLAIMS), Map.of())).isEqualTo(400);
  }

  @Test
  void letsNobodyWhoSignedInActForAnother() {
    members.add(ACME, "ada@acme.example");
    var headers = Map.of("git-sync-workspace", "acme", "git-sync-user-email", "bob@acme.example");
    assertThat(refused(new SignedIn(CLAIMS), headers)).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "", "TRUE", "1"})
  void refusesAnAddressThatTheProviderDoesNotVouchFor(String verified) {
    members.add(ACME, "ada@acme.example");
    var claims = Map.of("email", "ada@acme.example", "email_verified", verified);
    assertThat(refused(new SignedIn(claims), workspace("acme"))).isEqualTo(403);
    var silent = Map.of("email", "ada@acme.example");
    assertThat(refused(new SignedIn(silent), workspace("acme"))).isEqualTo(403);
  }

  /** The Kelvin sign is a k in lower case. */
  @ParameterizedTest
  @ValueSource(strings = {"\u212Aim@acme.example", "<kim@acme.example>", "kim", "kim@", "k@a@b"})
  void refusesAnAddressThatCouldBecomeAnother(String email) {
    members.add(ACME, "kim@acme.example");
    var claims = Map.of("email", email, "email_verified", "true");
    assertThat(refused(new SignedIn(claims), workspace("acme"))).isEqualTo(403);
  }
}
