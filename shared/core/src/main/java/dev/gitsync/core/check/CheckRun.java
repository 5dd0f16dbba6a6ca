package dev.gitsync.core.check;

import dev.gitsync.core.change.Change;
import dev.gitsync.core.check.Check.Cause;
import dev.gitsync.core.check.Check.Effect;
import dev.gitsync.core.check.Check.Finding;
import dev.gitsync.core.check.Check.Outcome;
import dev.gitsync.core.check.Check.Severity;
import dev.gitsync.core.merge.Conflict;
import dev.gitsync.core.plan.Policies;
import dev.gitsync.core.plan.ResourcePlanner;
import dev.gitsync.core.plan.ResourcePlanner.Applied;
import dev.gitsync.core.plan.ResourcePlanner.Reading;
import dev.gitsync.core.plan.ResourcePlanner.Situation;
import dev.gitsync.core.problem.Problem;
import dev.gitsync.core.repo.FileCheck;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.References;
import dev.gitsync.core.repo.ResourceFile;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.ResourceField;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.yaml.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One check: files first, then what depends on several of them. */
final class CheckRun {

  private final LinkLayout layout;
  private final Policies policies;
  private final KnownWorkspace workspace;
  private final MergedFiles files;
  private final MergedWords words;
  private final SortedMap<ResourceRef, ResourceFile> good = new TreeMap<>();
  private final SortedMap<ResourceRef, Resource> after = new TreeMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();

  CheckRun(LinkLayout layout, Policies policies, KnownWorkspace workspace, MergedFiles files) {
    this.layout = layout;
    this.policies = policies;
    this.workspace = workspace;
    this.files = files;
    this.words = new MergedWords(layout, files, workspace);
  }

  Check run() {
    files.problems().forEach(this::invalid);
    words.problems().forEach(this::invalid);
    apply(ofKind(ResourceKind.MODEL));
    apply(ofKind(ResourceKind.SYNC));
    files.broken().keySet().forEach(this::stays);
    files.unchanged().values().forEach(this::compareAliases);
    warnOfUnseenFiles();
    var uses = new ModelUses(layout, workspace, files, after);
    var deletions = new CheckedDeletions(policies, workspace, files, good, uses);
    effects.addAll(deletions.effects());
    findings.addAll(deletions.findings());
    findings.addAll(uses.lostModels(deletions.renamed(), policies.deletions()));
    findings.addAll(new NeededColumns(layout, workspace, good, after, uses).findings());
    findings.sort(Comparator.comparing(Finding::problem, IN_ORDER));
    effects.sort(Comparator.comparing(Effect::ref));
    return new Check(layout.workspace(), findings, effects);
  }

  private static final Comparator<Problem> IN_ORDER =
      Comparator.comparing(Problem::file)
          .thenComparingInt(it -> it.position().line())
          .thenComparingInt(it -> it.position().column())
          .thenComparing(Problem::code)
          .thenComparing(Problem::message);

  private List<ResourceFile> ofKind(ResourceKind kind) {
    return files.readable().values().stream().filter(it -> it.ref().kind() == kind).toList();
  }

  private void invalid(Problem problem) {
    findings.add(new Finding(Severity.ERROR, problem, Optional.empty()));
  }

  private void apply(Collection<ResourceFile> changed) {
    if (changed.isEmpty()) {
      return;
    }
    List<ResourceFile> syncs =
        changed.stream().filter(it -> it.ref().kind() == ResourceKind.SYNC).toList();
    References references = words.afterMerge(good.values(), syncs);
    for (ResourceFile file : changed) {
      var problems = new ArrayList<>(FileCheck.problems(file, references));
      workspace.unfiled(file.ref()).map(it -> it.problem(file)).ifPresent(problems::add);
      problems.forEach(this::invalid);
      if (problems.isEmpty()) {
        good.put(file.ref(), file);
        apply(file, references);
      } else {
        stays(file.ref());
      }
    }
  }

  private void stays(ResourceRef ref) {
    workspace.find(ref).ifPresent(it -> effects.add(effect(it, Outcome.LEAVE, Cause.INVALID)));
  }

  private Effect effect(Resource resource, Outcome outcome, Cause cause) {
    return new Effect(
        resource.ref(),
        resource.name(),
        layout.fileOf(resource.ref()),
        outcome,
        cause,
        List.of(),
        Optional.empty());
  }

  private void apply(ResourceFile file, References references) {
    Optional<Resource> current = workspace.find(file.ref());
    List<Change> pending = workspace.pending(file.ref());
    var situation =
        new Situation(
            current.map(CheckRun::stored), pending, workspace.held(file.ref()), Reading.EDITED);
    Applied applied = new ResourcePlanner(policies, references).apply(file, situation);
    applied.findings().forEach(it -> overruled(file, it.conflict()));
    Optional<Resource> written = applied.write().map(ResourcePlanner.ResourceWrite::after);
    written.or(() -> current).ifPresent(it -> after.put(file.ref(), it));
    if (written.isPresent()) {
      effects.add(written(current, written.get(), Cause.EDIT));
    } else if (current.isPresent()) {
      boolean isSame = applied.git().equals(current.get().document());
      effects.add(
          effect(
              current.get(), Outcome.LEAVE, isSame ? Cause.SAME_MEANING : Cause.WORKSPACE_COUNTS));
    }
  }

  private Effect written(Optional<Resource> before, Resource after, Cause cause) {
    return new Effect(
        after.ref(),
        after.name(),
        layout.fileOf(after.ref()),
        before.isPresent() ? Outcome.UPDATE : Outcome.CREATE,
        cause,
        before.map(it -> FieldChanges.between(it.document(), after.document())).orElse(List.of()),
        Optional.empty());
  }

  private static StoredResource stored(Resource resource) {
    return new StoredResource(resource, "", 0, Mapping.empty(), Instant.EPOCH, Instant.EPOCH);
  }

  private void overruled(ResourceFile file, Conflict conflict) {
    String counts =
        switch (policies.conflicts()) {
          case WORKSPACE -> "the workspace's value counts.";
          case GIT -> "the file's value counts.";
          case HOLD -> "somebody has to decide.";
        };
    var problem =
        new Problem(
            "CHECK-005",
            file.path(),
            conflict.position().orElse(Position.START),
            "%s was edited in the workspace too, and that edit is on its way to the branch; %s"
                .formatted(conflict.fieldName(), counts),
            "Wait for the workspace's commit and merge it, or agree on one value.");
    findings.add(new Finding(Severity.WARNING, problem, Optional.of(file.ref())));
  }

  /** Who gives no other files cannot be told what becomes of those that use an alias. */
  private void warnOfUnseenFiles() {
    List<String> changed = words.changed();
    if (changed.isEmpty() || !files.unchanged().isEmpty()) {
      return;
    }
    var problem =
        new Problem(
            "CHECK-007",
            layout.aliases(),
            Position.START,
            "files that this does not change, and that use alias \"%s\", will mean something else."
                .formatted(String.join("\" or \"", changed)),
            "Make sure that there are none, or that it is meant.");
    findings.add(new Finding(Severity.WARNING, problem, Optional.empty()));
  }

  /** A file that stays as it is may mean something else, or nothing, by other aliases. */
  private void compareAliases(ResourceFile file) {
    for (ResourceField field : ResourceField.of(file.ref().kind())) {
      Optional<ResourceKind> kind = field.reference().filter(it -> it != ResourceKind.MODEL);
      Optional<String> word = file.asWritten().text(field.name());
      if (kind.isPresent() && word.isPresent()) {
        compareAlias(file, field.name(), kind.get(), word.get());
      }
    }
  }

  private void compareAlias(ResourceFile file, String field, ResourceKind kind, String word) {
    var before = words.beforeMerge().resolve(kind, word);
    var now = words.afterMerge().resolve(kind, word);
    if (before.isEmpty() || before.equals(now)) {
      return;
    }
    if (now.isEmpty()) {
      var problem =
          new Problem(
              "CHECK-004",
              layout.aliases(),
              Position.START,
              "alias \"%s\" goes, but %s uses it.".formatted(word, file.path()),
              "Keep the alias, or give the file another word for the %s."
                  .formatted(kind.singular()));
      findings.add(new Finding(Severity.ERROR, problem, Optional.of(file.ref())));
      return;
    }
    workspace
        .find(file.ref())
        .ifPresent(
            it -> {
              Mapping changed = it.document().with(field, now.get().value());
              if (!changed.equals(it.document())) {
                effects.add(written(Optional.of(it), Resource.of(it.ref(), changed), Cause.ALIAS));
              }
            });
  }
}
