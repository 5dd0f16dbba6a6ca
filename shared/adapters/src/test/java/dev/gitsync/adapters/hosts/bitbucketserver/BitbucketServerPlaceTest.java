package dev.gitsync.adapters.hosts.bitbucketserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.RepositoryUrl;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BitbucketServerPlaceTest {

  private static Optional<BitbucketServerPlace> place(String url) {
    var repository = new RepositoryUrl(url);
    return BitbucketServerPlace.of(
        new LinkSettings(repository, "main", "", LinkSettings.Mode.RUNNING));
  }

  private static String page(String url) {
    return place(url).orElseThrow().page();
  }

  @Test
  void findsAProjectsRepository() {
    BitbucketServerPlace place =
        place("https://git.example:8443/scm/acme/models.git").orElseThrow();
    assertThat(place.api()).hasToString("https://git.example:8443/rest");
    assertThat(place.repository()).isEqualTo("/api/latest/projects/acme/repos/models");
    assertThat(place.page()).isEqualTo("https://git.example:8443/projects/acme/repos/models");
  }

  @Test
  void findsBitbucketBelowAPath() {
    assertThat(page("https://example.com/tools/bitbucket/scm/acme/models.git"))
        .isEqualTo("https://example.com/tools/bitbucket/projects/acme/repos/models");
  }

  @Test
  void findsAUsersOwnRepository() {
    assertThat(page("https://git.example/scm/~ada/models.git"))
        .isEqualTo("https://git.example/users/ada/repos/models");
  }

  @Test
  void takesThePortOfSshForSshAlone() {
    assertThat(page("ssh://git@git.example:7999/acme/models.git"))
        .isEqualTo("https://git.example/projects/acme/repos/models");
  }

  @Test
  void findsNoneWhereTheAddressHasNoProject() {
    assertThat(place("https://git.example/models.git")).isEmpty();
  }
}
