package dev.gitsync.functions.api;

import dev.gitsync.core.problem.Problem;
import dev.gitsync.core.repo.Aliases;
import dev.gitsync.core.repo.FileCheck;
import dev.gitsync.core.repo.References;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.repo.ResourceFile;
import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.ResourceField;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.yaml.YamlWriter;
import dev.gitsync.flows.port.Resources;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells whether a document describes a model or sync, by the rules for its file. */
record DocumentCheck(Resources resources, WorkspaceId workspace) {

  /**
   * The resource that a document describes. Fields that are null are left out.
   *
   * @throws ApiProblem saying what is wrong, when it describes none
   */
  Resource resource(ResourceRef ref, Mapping document) throws ApiProblem {
    Mapping whole = document.withoutNulls();
    byte[] content = YamlWriter.write(whole).getBytes(StandardCharsets.UTF_8);
    List<Problem> problems =
        switch (ResourceFile.read(new RepoPath(ref.slug() + ".yaml"), ref, content)) {
          case ResourceFile.Parsed(var file) -> FileCheck.problems(file, references(ref, whole));
          case ResourceFile.Broken(var found) -> found;
        };
    if (!problems.isEmpty()) {
      String reasons =
          problems.stream().map(Problem::message).distinct().collect(Collectors.joining(" "));
      throw new ApiProblem(
          422, "%s would not be valid: %s".formatted(ref, reasons), Mapping.empty());
    }
    return Resource.of(ref, whole);
  }

  private References references(ResourceRef ref, Mapping document) {
    return new References(
        Aliases.NONE,
        known(ref, document, ResourceKind.SOURCE),
        known(ref, document, ResourceKind.DESTINATION),
        known(ref, document, ResourceKind.MODEL),
        Map.of());
  }

  /** What the document refers to, of this kind, so far as it is there. */
  private Set<Slug> known(ResourceRef ref, Mapping document, ResourceKind kind) {
    return ResourceField.of(ref.kind()).stream()
        .filter(field -> field.reference().filter(kind::equals).isPresent())
        .flatMap(field -> document.text(field.name()).flatMap(Slug::parse).stream())
        .filter(slug -> resources.find(workspace, new ResourceRef(kind, slug)).isPresent())
        .collect(Collectors.toSet());
  }
}
