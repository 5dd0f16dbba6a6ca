package dev.gitsync.functions.api;

import static dev.gitsync.testkit.Fixtures.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gitsync.adapters.hightouch.HightouchWorkspace;
import dev.gitsync.adapters.hightouch.UnknownWorkspace;
import dev.gitsync.adapters.hightouch.WorkspaceFile;
import dev.gitsync.core.resource.Connector;
import dev.gitsync.core.resource.Model;
import dev.gitsync.core.resource.Query;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.testkit.Fixtures;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What this API answers is what an offline check makes of it. */
class AnswersUnderstoodTest {

  @TempDir private Path folder;

  private static Model model(String slug, Query.Type type, String text) {
    Slug source = Fixtures.source().ref().slug();
    return new Model(
        new Slug(slug), "Of " + slug, source, "What it is", new Query(type, text), "id");
  }

  @Test
  void aFileOfItsAnswersIsTheWorkspace() throws Exception {
    var world =
        new ApiWorld(
            Fixtures.model("orders", "SELECT id FROM orders"),
            model("stock", Query.Type.TABLE, "public.stock"),
            model("users", Query.Type.DBT_MODEL, "model.shop.users"),
            Fixtures.sync("crm", "orders"),
            Fixtures.sync("mail", "stock").pausedNow());
    world.call(200, "PUT", "git-sync", "{\"deletionPolicy\":\"delete\"}");

    HightouchWorkspace read = read(world, 1000);

    assertThat(read.id()).contains(ACME.value());
    assertThat(read.policies()).isEqualTo(world.link().settings().policies());
    for (ResourceKind kind : ResourceKind.values()) {
      assertThat(read.resources().count(kind)).isEqualTo(world.store.list(ACME, kind).size());
      for (StoredResource stored : world.store.list(ACME, kind)) {
        assertThat(read.resources().find(stored.ref())).contains(bare(stored.resource()));
      }
    }
  }

  @Test
  void aFileOfFirstPagesIsRefused() {
    var world = new ApiWorld(Fixtures.model("orders", "SELECT 1"), Fixtures.model("b", "SELECT 2"));

    assertThat(catchThrowableOfType(UnknownWorkspace.class, () -> read(world, 1)))
        .hasMessageContaining("models: there are more than the file has (hasMore).");
  }

  private HightouchWorkspace read(ApiWorld world, int limit) throws Exception {
    Mapping answers = Mapping.of("git-sync", world.call(200, "GET", "git-sync", ""));
    for (ResourceKind kind : ResourceKind.values()) {
      String path = kind.plural() + "?limit=" + limit;
      answers = answers.with(kind.plural(), world.call(200, "GET", path, ""));
    }
    Path file = Files.writeString(folder.resolve("workspace.json"), Json.write(answers));
    return new WorkspaceFile(file).read();
  }

  /** Nobody needs what a connector is configured with. */
  private static Resource bare(Resource resource) {
    return resource instanceof Connector it
        ? new Connector(it.ref(), it.name(), it.type(), Mapping.empty())
        : resource;
  }
}
