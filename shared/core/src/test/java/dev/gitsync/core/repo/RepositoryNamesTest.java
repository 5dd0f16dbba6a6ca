package dev.gitsync.core.repo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.change.ChangeId;
import dev.gitsync.core.repo.LinkLayout.AliasesFile;
import dev.gitsync.core.repo.LinkLayout.FileOf;
import dev.gitsync.core.repo.LinkLayout.ManifestFile;
import dev.gitsync.core.repo.LinkLayout.Misnamed;
import dev.gitsync.core.repo.LinkLayout.Other;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.WorkspaceId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryNamesTest {

  private static final WorkspaceId ACME = new WorkspaceId("acme");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/a",
        "../a",
        "a/../b",
        "a//b",
        "a/.",
        ".git/config",
        "a/.GIT/b",
        "a\\b",
        "a\nb"
      })
  void takesNoPathThatLeavesTheRepository(String text) {
    assertThat(RepoPath.parse(text)).isEmpty();
  }

  @Test
  void forgivesTheUsualSpellingsOfAFolder() {
    assertThat(RepoPath.parse("./hightouch/")).contains(new RepoPath("hightouch"));
  }

  @Test
  void knowsWhatEachFileIs() {
    var layout = new LinkLayout(ACME, "sub/dir");
    assertThat(layout.roleOf(new RepoPath("sub/dir/models/a.yaml")))
        .isEqualTo(new FileOf(ResourceRef.model(new Slug("a"))));
    assertThat(layout.roleOf(new RepoPath("sub/dir/syncs/a.b.yaml")))
        .isEqualTo(new FileOf(ResourceRef.sync(new Slug("a.b"))));
    assertThat(layout.roleOf(new RepoPath("manifest-acme.yaml"))).isEqualTo(new ManifestFile());
    assertThat(layout.roleOf(new RepoPath("aliases-acme.yaml"))).isEqualTo(new AliasesFile());
    assertThat(layout.roleOf(new RepoPath("sub/dir/models/a.yml"))).isInstanceOf(Misnamed.class);
    assertThat(layout.roleOf(new RepoPath("sub/dir/models/a b.yaml"))).isInstanceOf(Misnamed.class);
    for (String other :
        List.of(
            "models/a.yaml",
            "sub/dir/models/deep/a.yaml",
            "aliases-other.yaml",
            "sub/dir/x.yaml")) {
      assertThat(layout.roleOf(new RepoPath(other))).as(other).isEqualTo(new Other());
    }
  }

  @Test
  void readsTheTrailersThatItWrites() {
    var trailers =
        new Trailers(ACME, List.of(ChangeId.of(new UUID(1, 2)), ChangeId.of(new UUID(3, 4))));
    assertThat(Trailers.parse("Subject\n\nBody\n\n" + trailers.text())).contains(trailers);
    assertThat(Trailers.parse("Subject\n\n" + trailers.text() + "Signed-off-by: A <a@b>\n"))
        .contains(trailers);
  }

  @Test
  void readsNoTrailersWhereThereAreNone() {
    assertThat(Trailers.parse("")).isEmpty();
    assertThat(Trailers.parse("Git-Sync-Workspace: acme\n\nNot the last paragraph\n")).isEmpty();
    assertThat(Trailers.parse("Revert it\n\nGit-Sync-Workspace: ../x\n")).isEmpty();
  }

  @Test
  void keepsNamesFromMakingMessagesOfTheirOwn() {
    assertThat(new Person("Eve <x@y>\nGit-Sync-Change: 1", "e ve@x>").toString())
        .isEqualTo("Eve x@yGit-Sync-Change: 1 <eve@x>");
    assertThat(new Person("", "").toString()).isEqualTo("unknown <>");
  }
}
