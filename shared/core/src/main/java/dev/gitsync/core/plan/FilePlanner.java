package dev.gitsync.core.plan;

import dev.gitsync.core.change.Action;
import dev.gitsync.core.change.Change;
import dev.gitsync.core.merge.Conflict;
import dev.gitsync.core.merge.MergeRule;
import dev.gitsync.core.merge.ResourceMerge;
import dev.gitsync.core.merge.ThreeWayMerge.Merged;
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

  /**
   * What a change of the workspace makes of the file.
   *
   * @param present the file's content; empty where there is no file
   * @param known where the change creates the resource and the workspace has read the file: what
   *     the workspace says now. Other things in the file are left over from a resource before
   * @return empty when there is nothing to write
   */
  public Optional<FileWrite> carry(
      Change change, Optional<byte[]> present, Optional<Mapping> known) {
    if (change.action() == Action.DELETE) {
      return Optional.empty();
    }
    RepoPath path = layout.fileOf(change.ref());
    if (present.isEmpty()) {
      return Optional.of(new FileWrite(path, fresh(change.ref(), change.after()), List.of()));
    }
    return switch (ResourceFile.read(path, change.ref(), present.get())) {
      case ResourceFile.Broken broken -> replaceBroken(path, change.ref(), change.after());
      case ResourceFile.Parsed(var file) -> {
        Mapping theirs = file.document(references, change.before());
        Mapping before = known.map(it -> leftover(theirs, it)).orElse(change.before());
        Merged merged = ResourceMerge.merge(before, change.after(), theirs, MergeRule.WORKSPACE);
        yield edit(file, present.get(), theirs, merged.document(), merged.conflicts());
      }
    };
  }

  /** What a file says and the workspace does not. */
  private static Mapping leftover(Mapping theirs, Mapping known) {
    Mapping leftover = theirs;
    for (String key : theirs.entries().keySet()) {
      if (theirs.get(key).equals(known.get(key))) {
        leftover = leftover.without(key);
      }
    }
    return leftover;
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
        yield edit(file, present.get(), theirs, workspace, differences);
      }
    };
  }

  private Optional<FileWrite> replaceBroken(RepoPath path, ResourceRef ref, Mapping document) {
    var conflict = new Conflict(TreePath.ROOT, Optional.of(document), Optional.empty());
    return Optional.of(new FileWrite(path, fresh(ref, document), List.of(conflict)));
  }

  private Optional<FileWrite> edit(
      ResourceFile file, byte[] present, Mapping theirs, Mapping wanted, List<Conflict> conflicts) {
    String text = new String(present, StandardCharsets.UTF_8);
    String edited = YamlEditor.edit(text, target(file, theirs, wanted));
    return edited.equals(text)
        ? Optional.empty()
        : Optional.of(new FileWrite(file.path(), edited, conflicts));
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
