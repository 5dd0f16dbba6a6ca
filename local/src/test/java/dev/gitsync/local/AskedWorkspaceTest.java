package dev.gitsync.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitsync.adapters.hightouch.ApiAddress;
import dev.gitsync.adapters.hightouch.BearerKey;
import dev.gitsync.adapters.hightouch.HightouchWorkspace;
import dev.gitsync.adapters.hightouch.WorkspaceApi;
import dev.gitsync.core.check.Check;
import dev.gitsync.core.check.Check.Cause;
import dev.gitsync.core.check.CheckPlanner;
import dev.gitsync.core.check.FileChange;
import dev.gitsync.core.plan.Policies;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.resource.WorkspaceId;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running system's API, asked as a check of a checkout asks it. */
class AskedWorkspaceTest {

  private static final List<String> FILES =
      List.of("models/stocking-list.yaml", "syncs/stocking-list-to-crm.yaml");

  @TempDir private static Path folder;
  private static LocalSystem system;
  private static LocalFile local;
  private static Visitor visitor;

  @BeforeAll
  static void start() throws Exception {
    system = LocalSystem.start(LocalOptions.of(0, folder.resolve("data")));
    local = LocalFile.of(system, Seed.plant(system, List.of(), line -> {}));
    visitor = Visitor.of(local, folder);
  }

  @AfterAll
  static void stop() {
    visitor.close();
    system.close();
  }

  private static WorkspaceApi api(String key) {
    return new WorkspaceApi(ApiAddress.parse(local.api().toString()), new BearerKey(key));
  }

  @Test
  void hasWhatTheFilesSay() throws Exception {
    for (LocalFile.Workspace workspace : local.workspaces()) {
      HightouchWorkspace asked = api(workspace.apiKey()).read();

      assertThat(asked.id()).contains(workspace.id());
      assertThat(asked.policies()).isEqualTo(Policies.DEFAULT);
      Check check = check(workspace.id(), asked);
      assertThat(check.findings()).isEmpty();
      assertThat(check.effects())
          .hasSize(FILES.size())
          .allMatch(it -> it.cause() == Cause.SAME_MEANING);
    }
  }

  private static Check check(String workspace, HightouchWorkspace asked) throws Exception {
    var layout = new LinkLayout(new WorkspaceId(workspace), "");
    var files = new HashMap<RepoPath, FileChange>();
    files.put(layout.aliases(), added(layout.aliases().value()));
    for (String file : FILES) {
      files.put(new RepoPath(file), added(file));
    }
    return new CheckPlanner(layout, asked.policies(), asked.resources()).check(files);
  }

  private static FileChange added(String file) throws Exception {
    return new FileChange(Optional.empty(), Optional.of(visitor.read(file).getBytes(UTF_8)));
  }

  @Test
  void refusesAnotherKey() {
    assertThatThrownBy(() -> api("gs_another").read())
        .hasMessage(
            "%s/api/v1 does not accept the key (status 403). Set GITSYNC_API_KEY to a key of the"
                + " workspace.",
            local.api());
  }
}
