package dev.gitsync.testkit;

import static dev.gitsync.testkit.Fixtures.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.change.Activity;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.OpenConflict;
import dev.gitsync.core.change.OpenConflict.Decision;
import dev.gitsync.core.merge.Conflict;
import dev.gitsync.core.repo.FileCheck;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Null;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.core.tree.TreePath;
import dev.gitsync.core.yaml.Position;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.port.ConflictChanges;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the store of open conflicts does. */
abstract class ConflictStoreContract extends LinkStoreContract {

  private static final TreePath FROM =
      TreePath.of("config").key("mappings").item("email").key("from");

  private Link link() {
    return links().create(Fixtures.link()).orElseThrow();
  }

  private static OpenConflict open(ResourceRef ref, Conflict conflict) {
    return new OpenConflict(
        ref, conflict, Decision.HELD, NOON, Optional.of(COMMIT), Optional.empty());
  }

  private static OpenConflict open(String field, String workspace, String git) {
    return open(
        ResourceRef.model(ORDERS),
        new Conflict(
            TreePath.of(field), Optional.of(new Text(workspace)), Optional.of(new Text(git))));
  }

  private Optional<Link> advance(Link link, List<OpenConflict> opened, List<OpenConflict> closed) {
    return links().advance(link, List.of(), List.of(), new ConflictChanges(opened, closed));
  }

  @Test
  void keepsConflictsAsTheyAreByResourceAndField() {
    Change change = waiting().getFirst();
    Node mapping = Mapping.of("nothing", new Null()).with("text", "ü");
    OpenConflict whole =
        new OpenConflict(
            ResourceRef.sync(ORDERS),
            new Conflict(TreePath.ROOT, Optional.of(mapping), Optional.empty()),
            Decision.WORKSPACE,
            NOON,
            Optional.empty(),
            Optional.of(change.id()));
    OpenConflict item =
        open(
            ResourceRef.sync(ORDERS),
            new Conflict(FROM, Optional.empty(), Optional.of(new Null())).at(new Position(3, 14)));
    OpenConflict model = open("sql", "a", "b");
    assertThat(resources().conflicts(ACME)).isEmpty();
    assertThat(advance(link(), List.of(item, model, whole), List.of())).isPresent();
    assertThat(resources().conflicts(ACME)).containsExactly(model, whole, item);
    assertThat(resources().conflicts(new WorkspaceId("other"))).isEmpty();
  }

  @Test
  void keepsTheLatestConflictOfAFieldUntilItIsClosed() {
    Link first = link();
    OpenConflict old = open("sql", "a", "b");
    OpenConflict late = open("sql", "a", "c");
    OpenConflict other = open("name", "a", "b");
    Link second = advance(first, List.of(old, other), List.of()).orElseThrow();
    Link third = advance(second, List.of(old, late), List.of(old)).orElseThrow();
    assertThat(resources().conflicts(ACME)).containsExactly(other, late);
    Link fourth = advance(third, List.of(), List.of(old, other, other)).orElseThrow();
    assertThat(resources().conflicts(ACME)).isEmpty();
    assertThat(advance(fourth, List.of(), List.of(other))).isPresent();
  }

  @Test
  void opensAndClosesNothingWhenTheLinkMovedOn() {
    Link first = link();
    OpenConflict there = open("sql", "a", "b");
    assertThat(advance(first, List.of(there), List.of())).isPresent();
    assertThat(advance(first, List.of(open("name", "a", "b")), List.of(there))).isEmpty();
    assertThat(advance(first, many("x", 120), many("y", 120))).isEmpty();
    assertThat(resources().conflicts(ACME)).containsExactly(there);
  }

  @Test
  void keepsTheLargestConflictWhole() {
    String largest = "ü".repeat(FileCheck.LARGEST / 2 - 100);
    OpenConflict open = open("sql", "a" + largest, "b" + largest);
    assertThat(advance(link(), List.of(open), List.of())).isPresent();
    assertThat(resources().conflicts(ACME)).containsExactly(open);
  }

  @Test
  void opensAndClosesMoreThanFitATransaction() {
    Link first = link();
    List<OpenConflict> opened = many("x".repeat(30_000), 230);
    List<Activity> entries = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      entries.add(entry("%05d".formatted(i)));
    }
    Link second =
        links()
            .advance(first, waiting(), entries, new ConflictChanges(opened, List.of()))
            .orElseThrow();
    assertThat(links().find(ACME)).contains(second);
    assertThat(resources().conflicts(ACME)).containsExactlyElementsOf(opened);
    assertThat(waiting()).isEmpty();
    assertThat(log().page(ACME, Optional.empty(), 100)).hasSize(40);

    assertThat(advance(second, opened.subList(0, 1), opened)).isPresent();
    assertThat(resources().conflicts(ACME)).containsExactly(opened.getFirst());
  }

  private static List<OpenConflict> many(String value, int count) {
    List<OpenConflict> many = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      many.add(
          open(
              ResourceRef.model(new Slug("m%03d".formatted(i))),
              new Conflict(
                  TreePath.of("sql"), Optional.of(new Text(value)), Optional.of(new Text(value)))));
    }
    return many;
  }
}
