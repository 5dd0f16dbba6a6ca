package dev.gitsync.core.repo;

import dev.gitsync.core.merge.Conflict;
import dev.gitsync.core.problem.Problem;
import dev.gitsync.core.resource.ResourceField;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.Sync;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.core.tree.TreePath;
import dev.gitsync.core.yaml.YamlDocument;
import dev.gitsync.core.yaml.YamlReader;
import dev.gitsync.core.yaml.YamlReading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The file of a model or sync, as somebody wrote it.
 *
 * @param asWritten its entries: references in the file's words, nulls and unknown keys included
 */
public record ResourceFile(RepoPath path, ResourceRef ref, YamlDocument yaml, Mapping asWritten) {

  /** What came of reading a file. */
  public sealed interface Reading {}

  /** It is a mapping; whether it describes a resource is for {@link FileCheck} to say. */
  public record Parsed(ResourceFile file) implements Reading {}

  /** It is no mapping. */
  public record Broken(List<Problem> problems) implements Reading {
    public Broken {
      problems = List.copyOf(problems);
    }
  }

  /** Reads a file. */
  public static Reading read(RepoPath path, ResourceRef ref, byte[] content) {
    return switch (YamlReader.read(content)) {
      case YamlReading.Broken(var faults) ->
          new Broken(faults.stream().map(fault -> Problem.of(path, fault)).toList());
      case YamlReading.Parsed(var document) ->
          document.root() instanceof Mapping root
              ? new Parsed(new ResourceFile(path, ref, document, root))
              : new Broken(List.of(notAMapping(path, ref, document)));
    };
  }

  /**
   * Those of a link's files that describe resources and are mappings.
   *
   * @param contents by path; other files may be among them
   */
  public static List<ResourceFile> readable(LinkLayout layout, Map<RepoPath, byte[]> contents) {
    var readable = new ArrayList<ResourceFile>();
    contents.forEach(
        (path, content) -> {
          if (layout.roleOf(path) instanceof LinkLayout.FileOf(var ref)
              && read(path, ref, content) instanceof Parsed(var file)) {
            readable.add(file);
          }
        });
    return readable;
  }

  private static Problem notAMapping(RepoPath path, ResourceRef ref, YamlDocument document) {
    return new Problem(
        "FILE-001",
        path,
        document.value(TreePath.ROOT),
        "the file does not describe a " + ref.kind().singular() + ".",
        "Write one field per line, as in: name: Orders.");
  }

  /**
   * The file in the form of {@link dev.gitsync.core.resource.Resource#document()}: references given
   * by slug where the words stand for one, empty fields left out.
   *
   * @param current the resource as it is: says what the file leaves unsaid (whether it is paused,
   *     its config and schedule), since leaving a field out must not start a sync
   */
  public Mapping document(References references, Mapping current) {
    var document = new LinkedHashMap<String, Node>();
    asWritten
        .withoutNulls()
        .entries()
        .forEach((key, value) -> document.put(key, resolved(references, key, value)));
    if (document.getOrDefault("description", new Node.Null()).equals(new Text(""))) {
      document.remove("description");
    }
    unsaid(current).forEach(document::putIfAbsent);
    return new Mapping(document);
  }

  private Node resolved(References references, String key, Node value) {
    return value instanceof Text(var word)
        ? ResourceField.find(ref.kind(), key)
            .flatMap(ResourceField::reference)
            .flatMap(kind -> references.resolve(kind, word))
            .map(Slug::value)
            .<Node>map(Text::new)
            .orElse(value)
        : value;
  }

  private Map<String, Node> unsaid(Mapping current) {
    var values = new LinkedHashMap<String, Node>();
    if (ref.kind() == ResourceKind.MODEL) {
      values.put("isSchema", new Node.Bool(false));
    } else {
      values.put("config", current.get("config").orElse(Mapping.empty()));
      values.put("schedule", current.get("schedule").orElse(Sync.MANUAL));
      values.put("schedulePaused", current.get("schedulePaused").orElse(new Node.Bool(false)));
    }
    return values;
  }

  /** A conflict with its place in this file. */
  public Conflict locate(Conflict conflict) {
    return Conflict.in(yaml, List.of(conflict)).getFirst();
  }

  /** The word that the file uses for what this field refers to; empty where there is none. */
  Optional<String> word(ResourceField field) {
    return asWritten.text(field.name());
  }
}
