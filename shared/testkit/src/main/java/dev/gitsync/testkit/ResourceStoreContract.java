package dev.gitsync.testkit;

import static dev.gitsync.testkit.Fixtures.ACME;
import static dev.gitsync.testkit.Fixtures.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.Purpose;
import dev.gitsync.core.repo.FileCheck;
import dev.gitsync.core.resource.Connector;
import dev.gitsync.core.resource.Model;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.resource.Sync;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.core.tree.TreePath;
import dev.gitsync.flows.port.Resources.Edit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What the store of resources and waiting changes does. */
abstract class ResourceStoreContract extends StoreWorld {

  @Test
  void keepsAResourceAsItIs() {
    Model model = Fixtures.model("orders", "SELECT 'ü'\nFROM orders");
    StoredResource stored = create(model);
    assertThat(stored.resource()).isEqualTo(model);
    assertThat(resources().find(ACME, ResourceKind.MODEL, stored.id())).contains(stored);
    assertThat(resources().list(ACME, ResourceKind.MODEL)).containsExactly(stored);
    assertThat(resources().find(new WorkspaceId("other"), model.ref())).isEmpty();
  }

  @Test
  void writesTheChangeWithTheResource() {
    Model before = Fixtures.model("orders", "SELECT 1");
    Model after = Fixtures.model("orders", "SELECT 2");
    StoredResource stored = create(before);
    accept(Optional.of(stored), Optional.of(after));
    List<Change> changes = waiting();
    assertThat(changes)
        .hasSize(4)
        .isSortedAccordingTo((a, b) -> Long.compare(a.sequence(), b.sequence()));
    Change last = changes.getLast();
    assertThat(last.action()).isEqualTo(Action.UPDATE);
    assertThat(last.author()).isEqualTo(ADA);
    assertThat(last.before()).isEqualTo(before.document());
    assertThat(last.after()).isEqualTo(after.document());
    assertThat(resources().withWaiting())
        .containsExactly(Map.entry(ACME, waiting().getFirst().at()));
    assertThat(resources().waiting(ACME, 2)).isEqualTo(changes.subList(0, 2));
  }

  @Test
  void keepsWhatAChangeWasMadeFor() {
    TreePath field = TreePath.of("config").key("mappings").item("email").key("from");
    List<Purpose> purposes =
        List.of(
            Purpose.EDIT,
            new Purpose.Resolution(field, Optional.of(new Text("mail"))),
            new Purpose.Resolution(TreePath.ROOT, Optional.empty()),
            new Purpose.Restoration(COMMIT),
            new Purpose.Recreation(),
            new Purpose.Overwriting(Mapping.of("name", new Text("As Git says"))));
    for (Purpose purpose : purposes) {
      Model model = Fixtures.model("m" + purposes.indexOf(purpose), "SELECT 1");
      var edit =
          new Edit(ACME, ADA, Optional.empty(), Optional.of(model), Mapping.empty(), purpose);
      assertThat(resources().accept(edit)).isPresent();
    }
    assertThat(waiting().subList(2, 8)).extracting(Change::purpose).isEqualTo(purposes);
  }

  @Test
  void keepsTheLargestResourcesOfAResolutionWhole() {
    StoredResource stored = create(large("b"));
    var edit =
        new Edit(
            ACME,
            ADA,
            Optional.of(stored),
            Optional.of(large("a")),
            Mapping.empty(),
            new Purpose.Resolution(TreePath.of("sql"), Optional.of(large("g").document())));
    Change change = resources().accept(edit).orElseThrow();
    assertThat(waiting().getLast()).isEqualTo(change);
  }

  private static Model large(String letter) {
    return Fixtures.model("orders", letter.repeat(FileCheck.LARGEST - 300));
  }

  @Test
  void keepsAConfigurationOutOfChanges() {
    var secret = Mapping.of("password", new Text(PlantedSecrets.token("source")));
    var source =
        new Connector(
            new ResourceRef(ResourceKind.SOURCE, new Slug("secretive")), "S", "postgres", secret);
    StoredResource stored = create(source);
    assertThat(stored.resource()).isEqualTo(source);
    assertThat(waiting().getLast().after()).isEqualTo(source.manifestEntry());
  }

  @Test
  void takesOnlyOneOfTwoEditsOfTheSameRevision() {
    StoredResource stored = create(Fixtures.model("orders", "SELECT 1"));
    assertThat(accept(Optional.of(stored), Optional.of(Fixtures.model("orders", "SELECT 2"))))
        .isPresent();
    assertThat(accept(Optional.of(stored), Optional.of(Fixtures.model("orders", "SELECT 3"))))
        .isEmpty();
    assertThat(accept(Optional.of(stored), Optional.empty())).isEmpty();
    assertThat(find(stored.ref()).resource()).isEqualTo(Fixtures.model("orders", "SELECT 2"));
    assertThat(waiting()).hasSize(4);
  }

  @Test
  void createsNothingWhereSomethingIs() {
    create(Fixtures.model("orders", "SELECT 1"));
    assertThat(accept(Optional.empty(), Optional.of(Fixtures.model("orders", "SELECT 2"))))
        .isEmpty();
  }

  @Test
  void takesNoReferenceToNothing() {
    assertThat(accept(Optional.empty(), Optional.of(Fixtures.sync("s", "nothing")))).isEmpty();
  }

  @Test
  void remembersWhatWasDeletedUntilItComesBack() {
    StoredResource stored = create(Fixtures.model("orders", "SELECT 1"));
    accept(Optional.of(stored), Optional.empty());
    assertThat(resources().find(ACME, stored.ref())).isEmpty();
    assertThat(resources().find(ACME, ResourceKind.MODEL, stored.id())).isEmpty();
    assertThat(resources().deleted(ACME))
        .containsExactly(Map.entry(stored.ref(), stored.resource().document()));
    create(Fixtures.model("orders", "SELECT 2"));
    assertThat(resources().deleted(ACME)).isEmpty();
  }

  @Test
  void deletesNothingThatIsNewlyReferredTo() {
    StoredResource read = create(Fixtures.model("orders", "SELECT 1"));
    create(Fixtures.model("others", "SELECT 1"));
    StoredResource sync = create(Fixtures.sync("s", "others"));
    assertThat(accept(Optional.of(sync), Optional.of(Fixtures.sync("s", "orders")))).isPresent();
    assertThat(accept(Optional.of(read), Optional.empty())).isEmpty();
    assertThat(resources().deleted(ACME)).isEmpty();

    assertThat(accept(Optional.of(find(sync.ref())), Optional.empty())).isPresent();
    assertThat(find(read.ref()).revision()).isEqualTo(read.revision());
    assertThat(accept(Optional.of(find(read.ref())), Optional.empty())).isPresent();
  }

  @Test
  void editsWhatIsNewlyReferredTo() {
    StoredResource read = create(Fixtures.model("orders", "SELECT 1"));
    create(Fixtures.sync("s", "orders"));
    assertThat(accept(Optional.of(read), Optional.of(Fixtures.model("orders", "SELECT 2"))))
        .isPresent();
  }

  @Test
  void leavesNoReferenceToNothingHoweverTheyRace() {
    for (int i = 0; i < 12; i++) {
      StoredResource model = create(Fixtures.model("m" + i, "SELECT 1"));
      Sync sync = Fixtures.sync("s" + i, "m" + i);
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        threads.execute(() -> accept(Optional.empty(), Optional.of(sync)));
        threads.execute(() -> deleteUnlessUsed(model.ref()));
      }
      if (resources().find(ACME, sync.ref()).isPresent()) {
        assertThat(resources().find(ACME, model.ref())).isPresent();
      }
    }
  }

  private void deleteUnlessUsed(ResourceRef model) {
    StoredResource read = find(model);
    if (resources().list(ACME, ResourceKind.SYNC).stream()
        .noneMatch(it -> it.resource().references().contains(model))) {
      accept(Optional.of(read), Optional.empty());
    }
  }

  @Test
  void ordersEditsThatAreMadeAtOnce() throws Exception {
    StoredResource stored = create(Fixtures.model("orders", "SELECT 0"));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 1; i <= 8; i++) {
        String sql = "SELECT " + i;
        threads.execute(() -> edit(stored.ref(), sql));
      }
    }
    List<Change> edits = waiting().subList(3, 11);
    for (int i = 1; i < edits.size(); i++) {
      assertThat(edits.get(i).before()).isEqualTo(edits.get(i - 1).after());
    }
    assertThat(find(stored.ref()).resource().document()).isEqualTo(edits.getLast().after());
  }

  private void edit(ResourceRef ref, String sql) {
    for (int attempt = 0; attempt < 200; attempt++) {
      Resource after = Fixtures.model(ref.slug().value(), sql);
      if (accept(Optional.of(find(ref)), Optional.of(after)).isPresent()) {
        return;
      }
    }
    throw new AssertionError("An edit never got through.");
  }
}
