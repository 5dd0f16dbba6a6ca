package dev.gitsync.testkit;

import static dev.gitsync.testkit.Fixtures.ACME;
import static dev.gitsync.testkit.Fixtures.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.plan.ResourcePlanner.ResourceWrite;
import dev.gitsync.core.resource.Model;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.port.Resources.Edit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the stores do, together: resources, waiting changes, links and the activity log. */
public abstract class StoreContract extends ConflictStoreContract {

  @Test
  void appliesAFileWithItsEntryAndWithoutAChange() {
    Link link = links().create(Fixtures.link()).orElseThrow();
    Model model = Fixtures.model("orders", "SELECT 1");
    assertThat(resources().apply(link, Optional.empty(), Fixtures.create(model), entry("1")))
        .isTrue();
    assertThat(find(model.ref()).resource()).isEqualTo(model);
    assertThat(waiting()).hasSize(2);
    assertThat(log().page(ACME, Optional.empty(), 10)).containsExactly(entry("1"));
  }

  @Test
  void appliesNothingWhenTheLinkMovedOn() {
    Link link = links().create(Fixtures.link()).orElseThrow();
    assertThat(links().advance(link)).isPresent();
    Model model = Fixtures.model("orders", "SELECT 1");
    assertThat(resources().apply(link, Optional.empty(), Fixtures.create(model), entry("1")))
        .isFalse();
    assertThat(resources().find(ACME, model.ref())).isEmpty();
    assertThat(log().page(ACME, Optional.empty(), 10)).isEmpty();
  }

  @Test
  void appliesNothingOverAnEditThatCameInBetween() {
    Link link = links().create(Fixtures.link()).orElseThrow();
    StoredResource read = create(Fixtures.model("orders", "SELECT 1"));
    accept(Optional.of(read), Optional.of(Fixtures.model("orders", "SELECT 2")));
    var write =
        new ResourceWrite(
            Action.UPDATE,
            read.resource().document(),
            Fixtures.model("orders", "SELECT 3"),
            List.of());
    assertThat(resources().apply(link, Optional.of(read), write, entry("1"))).isFalse();
    assertThat(find(read.ref()).resource()).isEqualTo(Fixtures.model("orders", "SELECT 2"));
  }

  @Test
  void keepsWhatFilesDoNotCarry() {
    Mapping extras = Mapping.of("tags", Mapping.of("team", new Text("growth")));
    Model model = Fixtures.model("orders", "SELECT 1");
    resources().accept(new Edit(ACME, ADA, Optional.empty(), Optional.of(model), extras));
    Link link = links().create(Fixtures.link()).orElseThrow();
    StoredResource stored = find(model.ref());
    var write =
        new ResourceWrite(
            Action.UPDATE, model.document(), Fixtures.model("orders", "SELECT 2"), List.of());
    assertThat(resources().apply(link, Optional.of(stored), write, entry("1"))).isTrue();
    assertThat(find(model.ref()).extras()).isEqualTo(extras);
    assertThat(find(model.ref()).id()).isEqualTo(stored.id());
  }

  @Test
  void removesAResourceWithItsEntryAndWithoutAChange() {
    Link link = links().create(Fixtures.link()).orElseThrow();
    StoredResource stored = create(Fixtures.model("orders", "SELECT 1"));
    List<Change> waiting = waiting();
    assertThat(resources().remove(link, stored, entry("1"))).isTrue();
    assertThat(resources().find(ACME, stored.ref())).isEmpty();
    assertThat(resources().find(ACME, ResourceKind.MODEL, stored.id())).isEmpty();
    assertThat(resources().deleted(ACME))
        .containsExactly(Map.entry(stored.ref(), stored.resource().document()));
    assertThat(waiting()).isEqualTo(waiting);
    assertThat(log().page(ACME, Optional.empty(), 10)).containsExactly(entry("1"));
    assertThat(
            resources()
                .apply(
                    link,
                    Optional.empty(),
                    Fixtures.create(Fixtures.model("orders", "SELECT 2")),
                    entry("2")))
        .isTrue();
    assertThat(resources().deleted(ACME)).isEmpty();
  }

  @Test
  void removesNothingWhenSomebodyWasFaster() {
    Link link = links().create(Fixtures.link()).orElseThrow();
    StoredResource read = create(Fixtures.model("orders", "SELECT 1"));
    create(Fixtures.sync("s", "orders"));
    assertThat(resources().remove(link, read, entry("1"))).isFalse();

    StoredResource sync = find(Fixtures.sync("s", "orders").ref());
    assertThat(accept(Optional.of(sync), Optional.empty())).isPresent();
    accept(Optional.of(read), Optional.of(Fixtures.model("orders", "SELECT 2")));
    assertThat(resources().remove(link, read, entry("1"))).isFalse();

    assertThat(links().advance(link)).isPresent();
    assertThat(resources().remove(link, find(read.ref()), entry("1"))).isFalse();
    assertThat(resources().find(ACME, read.ref())).isPresent();
    assertThat(log().page(ACME, Optional.empty(), 10)).isEmpty();
  }
}
