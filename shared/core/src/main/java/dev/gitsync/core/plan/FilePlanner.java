package dev.gitsync.core.plan;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.change.OpenConflict.Decision;
import dev.gitsync.core.merge.Conflict;
import dev.gitsync.core.merge.ResourceMerge;
import dev.gitsync.core.plan.Replay.Circumstances;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.References;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.repo.ResourceFile;
import dev.gitsync.core.resource.ResourceField;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.core.tree.TreePath;
import dev.gitsync.core.yaml.YamlEditor;
import dev.gitsync.core.yaml.YamlWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Decides what the file of a resource becomes. Only what changed is written: comments, order,
 * quoting and the words for references stay, and a file that says it already is left alone.
 */
public record FilePlanner(LinkLayout layout, References references) {

  /** What becomes of a file. */
  public sealed interface FileStep {

    /** Conflicts that were found, with their places in the file. */
    List<Finding> findings();
  }

  /** It is written. */
  public record Written(FileWrite file, List<Finding> findings) implements FileStep {
    public Written {
      findings = List.copyOf(findings);
    }
  }

  /** It is deleted. */
  public record Deleted(RepoPath path, List<Finding> findings) implements FileStep {
    public Deleted {
      findings = List.copyOf(findings);
    }
  }

  /** It stays as it is. */
  public record Left(List<Finding> findings) implements FileStep {
    public Left {
      findings = List.copyOf(findings);
    }
  }

  /** It cannot be read, and must not be overwritten: the change has to wait until it can. */
  public record Unreadable() implements FileStep {
    @Override
    public List<Finding> findings() {
      return List.of();
    }
  }

  /**
   * What a change of the workspace makes of the file.
   *
   * @param present the file's content; empty where there is no file
   * @param replay of the changes before this one
   */
  public FileStep carry(
      Change change, Optional<byte[]> present, Replay replay, Circumstances circumstances) {
    RepoPath path = layout.fileOf(change.ref());
    if (present.isEmpty()) {
      return step(change, Optional.empty(), replay.play(change, Optional.empty(), circumstances));
    }
    return switch (ResourceFile.read(path, change.ref(), present.get())) {
      case ResourceFile.Broken broken -> broken(change, path, replay, circumstances);
      case ResourceFile.Parsed(var file) -> {
        Mapping theirs = file.document(references, change.before());
        yield step(
            change,
            Optional.of(new Present(file, utf8(present.get()), theirs)),
            replay.play(change, Optional.of(theirs), circumstances));
      }
    };
  }

  /** What a file says of the resource that a change is about; empty where it cannot be read. */
  public Optional<Mapping> says(Change change, byte[] content) {
    return ResourceFile.read(layout.fileOf(change.ref()), change.ref(), content)
            instanceof ResourceFile.Parsed(var file)
        ? Optional.of(file.document(references, change.after()))
        : Optional.empty();
  }

  /** A file that is there: as it is written, and what it says. */
  private record Present(ResourceFile file, String text, Mapping says) {
    Finding locate(Finding finding) {
      return new Finding(finding.change(), file.locate(finding.conflict()), finding.decision());
    }
  }

  private FileStep step(Change change, Optional<Present> present, Replay.Step step) {
    RepoPath path = layout.fileOf(change.ref());
    List<Finding> findings =
        step.findings().stream()
            .map(finding -> present.map(it -> it.locate(finding)).orElse(finding))
            .toList();
    return switch (step) {
      case Replay.Keep keep -> new Left(findings);
      case Replay.Remove remove -> new Deleted(path, findings);
      case Replay.Write(var document, var same) ->
          present
              .map(it -> edit(it, document, List.of()))
              .orElseGet(
                  () -> Optional.of(new FileWrite(path, fresh(change.ref(), document), List.of())))
              .<FileStep>map(write -> new Written(write, findings))
              .orElse(new Left(findings));
    };
  }

  /** A file that nobody can read counts as an edit of Git's of everything. */
  private FileStep broken(
      Change change, RepoPath path, Replay replay, Circumstances circumstances) {
    return switch (replay.playOnBroken(change, circumstances)) {
      case UNREADABLE -> new Unreadable();
      case KEPT -> new Left(List.of());
      case REMOVED -> new Deleted(path, List.of(overwritten(change)));
      case REPLACED ->
          new Written(
              new FileWrite(path, fresh(change.ref(), change.after()), List.of()),
              List.of(overwritten(change)));
    };
  }

  private static Finding overwritten(Change change) {
    Optional<Node> workspace =
        change.action() == Action.DELETE ? Optional.empty() : Optional.of(change.after());
    return new Finding(
        change, new Conflict(TreePath.ROOT, workspace, Optional.empty()), Decision.WORKSPACE);
  }

  /**
   * What makes the file say what the workspace says, whatever it says now.
   *
   * @return empty when it does
   */
  public Optional<FileWrite> overwrite(
      ResourceRef ref, Mapping workspace, Optional<byte[]> present) {
    RepoPath path = layout.fileOf(ref);
    if (present.isEmpty()) {
      return Optional.of(new FileWrite(path, fresh(ref, workspace), List.of()));
    }
    return switch (ResourceFile.read(path, ref, present.get())) {
      case ResourceFile.Broken broken -> replaceBroken(path, ref, workspace);
      case ResourceFile.Parsed(var file) -> {
        Mapping theirs = file.document(references, workspace);
        var differences = ResourceMerge.differences(workspace, theirs);
        yield edit(new Present(file, utf8(present.get()), theirs), workspace, differences);
      }
    };
  }

  private Optional<FileWrite> replaceBroken(RepoPath path, ResourceRef ref, Mapping document) {
    var conflict = new Conflict(TreePath.ROOT, Optional.of(document), Optional.empty());
    return Optional.of(new FileWrite(path, fresh(ref, document), List.of(conflict)));
  }

  private Optional<FileWrite> edit(Present present, Mapping wanted, List<Conflict> conflicts) {
    String edited = YamlEditor.edit(present.text(), target(present.file(), present.says(), wanted));
    return edited.equals(present.text())
        ? Optional.empty()
        : Optional.of(new FileWrite(present.file().path(), edited, conflicts));
  }

  private static String utf8(byte[] content) {
    return new String(content, StandardCharsets.UTF_8);
  }

  /** The file's own entries, with those replaced whose meaning is to change. */
  private Mapping target(ResourceFile file, Mapping theirs, Mapping wanted) {
    Mapping target = file.asWritten();
    String previous = "";
    for (ResourceField field : ResourceField.of(file.ref().kind())) {
      String key = field.name();
      Optional<Node> value = wanted.get(key);
      if (!value.equals(theirs.get(key))) {
        target =
            value.isPresent()
                ? insert(target, previous, key, written(field, value.get()))
                : target.without(key);
      }
      previous = target.get(key).isPresent() ? key : previous;
    }
    return target;
  }

  private static Mapping insert(Mapping entries, String previous, String key, Node value) {
    if (entries.get(key).isPresent()) {
      return entries.with(key, value);
    }
    var result = new LinkedHashMap<String, Node>();
    if (previous.isEmpty()) {
      result.put(key, value);
    }
    entries
        .entries()
        .forEach(
            (name, present) -> {
              result.put(name, present);
              if (name.equals(previous)) {
                result.put(key, value);
              }
            });
    return new Mapping(result);
  }

  private String fresh(ResourceRef ref, Mapping document) {
    var entries = new LinkedHashMap<String, Node>();
    for (ResourceField field : ResourceField.of(ref.kind())) {
      document
          .get(field.name())
          .ifPresent(value -> entries.put(field.name(), written(field, value)));
    }
    return YamlWriter.write(new Mapping(entries));
  }

  private Node written(ResourceField field, Node value) {
    return field
        .reference()
        .filter(kind -> value instanceof Text)
        .flatMap(
            kind -> Slug.parse(((Text) value).value()).map(slug -> references.write(kind, slug)))
        .<Node>map(Text::new)
        .orElse(value);
  }
}
