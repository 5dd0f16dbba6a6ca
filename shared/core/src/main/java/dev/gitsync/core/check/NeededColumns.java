package dev.gitsync.core.check;

import dev.gitsync.core.check.Check.Finding;
import dev.gitsync.core.check.Check.Severity;
import dev.gitsync.core.problem.Problem;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.ResourceFile;
import dev.gitsync.core.resource.Connector;
import dev.gitsync.core.resource.Model;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Sync;
import dev.gitsync.core.tree.TreePath;
import dev.gitsync.core.yaml.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/** Columns that a merge takes from those who need them, where that is certain. */
record NeededColumns(
    LinkLayout layout,
    KnownWorkspace workspace,
    SortedMap<ResourceRef, ResourceFile> good,
    SortedMap<ResourceRef, Resource> after,
    ModelUses uses) {

  List<Finding> findings() {
    var findings = new ArrayList<Finding>();
    for (Resource resource : after.values()) {
      switch (resource) {
        case Model model -> findings.addAll(ofModel(model));
        case Sync sync -> findings.addAll(ofSync(sync));
        case Connector _ -> {}
      }
    }
    return findings;
  }

  private List<Finding> ofModel(Model model) {
    Optional<SelectColumns> given = SelectColumns.of(model.query());
    if (given.isEmpty()) {
      return List.of();
    }
    Optional<Model> before = model(model.ref());
    Optional<SelectColumns> known = before.flatMap(it -> SelectColumns.of(it.query()));
    var findings = new ArrayList<Finding>();
    boolean wasMissing =
        before.filter(it -> it.primaryKey().equals(model.primaryKey())).isPresent()
            && known.filter(it -> !it.has(model.primaryKey())).isPresent();
    if (!given.get().has(model.primaryKey()) && !wasMissing) {
      findings.add(primaryKey(model));
    }
    boolean isLess = known.filter(it -> given.get().hasAll(it)).isEmpty();
    if (before.isPresent() && isLess) {
      for (Sync sync : uses.of(model.slug())) {
        if (!after.containsKey(sync.ref())) {
          Set<String> missing = missing(sync, given.get());
          missing.removeAll(missingBefore(sync));
          if (!missing.isEmpty()) {
            findings.add(columns(model, sync, missing));
          }
        }
      }
    }
    return findings;
  }

  private List<Finding> ofSync(Sync sync) {
    Optional<Model> model = modelAfter(sync);
    Optional<SelectColumns> given = model.flatMap(it -> SelectColumns.of(it.query()));
    if (model.isEmpty() || given.isEmpty()) {
      return List.of();
    }
    Set<String> old =
        workspace.find(sync.ref()).orElse(null) instanceof Sync before
            ? missingBefore(before)
            : Set.of();
    var findings = new ArrayList<Finding>();
    ColumnsRead.missing(sync, given.get())
        .forEach(
            (column, place) -> {
              if (!old.contains(column)) {
                findings.add(column(model.get(), sync, column, place));
              }
            });
    return findings;
  }

  private Set<String> missing(Sync sync, SelectColumns given) {
    return new TreeSet<>(ColumnsRead.missing(sync, given).keySet());
  }

  /** What was missing before the merge is not its doing. */
  private Set<String> missingBefore(Sync before) {
    return model(ResourceRef.model(before.model()))
        .flatMap(it -> SelectColumns.of(it.query()))
        .map(it -> missing(before, it))
        .orElse(Set.of());
  }

  private Optional<Model> modelAfter(Sync sync) {
    ResourceRef ref = ResourceRef.model(sync.model());
    return after.get(ref) instanceof Model model ? Optional.of(model) : model(ref);
  }

  private Optional<Model> model(ResourceRef ref) {
    return workspace.find(ref).filter(Model.class::isInstance).map(Model.class::cast);
  }

  private Finding primaryKey(Model model) {
    List<Sync> syncs = workspace.find(model.ref()).isPresent() ? uses.of(model.slug()) : List.of();
    String use = syncs.isEmpty() ? "" : " It is what %s tells rows by.".formatted(who(syncs));
    return new Finding(
        Severity.ERROR,
        new Problem(
            "CHECK-002",
            layout.fileOf(model.ref()),
            at(model.ref(), TreePath.of("primaryKey")),
            "the primary key is not among the columns that the SELECT gives." + use,
            "Select the column, or choose another primary key."),
        syncs.stream().map(Sync::ref).findFirst());
  }

  private static String who(List<Sync> syncs) {
    int others = syncs.size() - 1;
    String first = syncs.getFirst().ref().toString();
    return others == 0 ? first : "%s, like %d more,".formatted(first, others);
  }

  private Finding columns(Model model, Sync sync, Set<String> columns) {
    String names = "\"" + String.join("\", \"", columns) + "\"";
    return new Finding(
        Severity.ERROR,
        new Problem(
            "CHECK-003",
            layout.fileOf(model.ref()),
            at(model.ref(), TreePath.of("rawSql")),
            "%s reads %s %s, which the SELECT does not give."
                .formatted(sync.ref(), columns.size() == 1 ? "column" : "columns", names),
            "Select what is read, or change the mappings in %s too."
                .formatted(layout.fileOf(sync.ref()))),
        Optional.of(sync.ref()));
  }

  private Finding column(Model model, Sync sync, String column, TreePath place) {
    return new Finding(
        Severity.ERROR,
        new Problem(
            "CHECK-003",
            layout.fileOf(sync.ref()),
            at(sync.ref(), place),
            "column \"%s\" is not among those that the SELECT of %s gives."
                .formatted(column, model.ref()),
            "Correct the name, or select the column in %s.".formatted(layout.fileOf(model.ref()))),
        Optional.of(sync.ref()));
  }

  private Position at(ResourceRef ref, TreePath place) {
    ResourceFile file = good.get(ref);
    return file == null ? Position.START : file.yaml().nearest(place);
  }
}
