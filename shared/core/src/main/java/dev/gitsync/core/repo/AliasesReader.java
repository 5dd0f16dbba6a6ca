package dev.gitsync.core.repo;

import dev.gitsync.core.problem.Problem;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.core.tree.TreePath;
import dev.gitsync.core.yaml.Position;
import dev.gitsync.core.yaml.YamlDocument;
import dev.gitsync.core.yaml.YamlReader;
import dev.gitsync.core.yaml.YamlReading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Reads an aliases file. What is good in it counts, also where something else in it is not; a file
 * that is not YAML has no aliases.
 */
public final class AliasesReader {

  private final RepoPath file;
  private final List<Problem> problems = new ArrayList<>();

  private AliasesReader(RepoPath file) {
    this.file = file;
  }

  /** The aliases and what is wrong with them. */
  public record Reading(Aliases aliases, List<Problem> problems) {
    public Reading {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Reads the file.
   *
   * @param sources the slugs of the workspace's sources; an alias of anything else dangles
   */
  public static Reading read(
      RepoPath file, byte[] content, Set<Slug> sources, Set<Slug> destinations) {
    var reader = new AliasesReader(file);
    Aliases aliases =
        switch (YamlReader.read(content)) {
          case YamlReading.Broken(var faults) -> {
            faults.forEach(fault -> reader.problems.add(Problem.of(file, fault)));
            yield Aliases.NONE;
          }
          case YamlReading.Parsed(var document) -> reader.aliases(document, sources, destinations);
        };
    return new Reading(aliases, reader.problems);
  }

  private Aliases aliases(YamlDocument document, Set<Slug> sources, Set<Slug> destinations) {
    if (!(document.root() instanceof Mapping root)) {
      if (!(document.root() instanceof Node.Null)) {
        problem(
            "ALIAS-001",
            document.value(TreePath.ROOT),
            "the file is not a mapping.",
            "Give it the keys sources and destinations.");
      }
      return Aliases.NONE;
    }
    for (String key : root.entries().keySet()) {
      if (!key.equals("sources") && !key.equals("destinations")) {
        problem(
            "ALIAS-001",
            document.key(TreePath.of(key)),
            "the key is unknown.",
            "Only sources and destinations can have aliases.");
      }
    }
    var ofSources = section(document, root, "sources", sources);
    var ofDestinations = section(document, root, "destinations", destinations);
    refuseDoubles(document, ofSources, ofDestinations);
    return new Aliases(ofSources, ofDestinations);
  }

  private SequencedMap<String, Slug> section(
      YamlDocument document, Mapping root, String name, Set<Slug> targets) {
    var aliases = new LinkedHashMap<String, Slug>();
    TreePath path = TreePath.of(name);
    switch (root.get(name).orElse(new Node.Null())) {
      case Mapping entries ->
          entries
              .entries()
              .forEach(
                  (alias, target) ->
                      add(document, path.key(alias), alias, target, targets, aliases));
      case Node.Null none -> {}
      default ->
          problem(
              "ALIAS-001",
              document.value(path),
              name + " is not a mapping of aliases to ids.",
              "Write one line per alias, as in: my-alias: id-from-the-manifest.");
    }
    return aliases;
  }

  private void add(
      YamlDocument document,
      TreePath path,
      String alias,
      Node target,
      Set<Slug> targets,
      Map<String, Slug> aliases) {
    Slug slug = target instanceof Text(var text) ? Slug.parse(text).orElse(null) : null;
    if (slug == null || !targets.contains(slug)) {
      problem(
          "ALIAS-002",
          document.value(path),
          "alias \"" + shown(alias) + "\" stands for nothing in this workspace.",
          "Give it an id that the manifest lists, or remove it.");
    } else if (Slug.parse(alias)
        .filter(targets::contains)
        .filter(own -> !own.equals(slug))
        .isPresent()) {
      problem(
          "ALIAS-004",
          document.key(path),
          "alias \"" + shown(alias) + "\" is the id of something else in this workspace.",
          "Choose a name that is not an id.");
    } else {
      aliases.put(alias, slug);
    }
  }

  private void refuseDoubles(
      YamlDocument document, Map<String, Slug> sources, Map<String, Slug> destinations) {
    for (String alias : sources.keySet()) {
      if (destinations.containsKey(alias)) {
        problem(
            "ALIAS-003",
            document.key(TreePath.of("destinations").key(alias)),
            "alias \"" + shown(alias) + "\" is used for a source and for a destination.",
            "Rename one of them.");
      }
    }
  }

  private void problem(String code, Position position, String message, String remedy) {
    problems.add(new Problem(code, file, position, message, remedy));
  }

  /** A key as a message may show it: printable, and not too long. */
  static String shown(String alias) {
    String plain = alias.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
    return plain.length() > 60
        ? plain.substring(
                0,
                plain.offsetByCodePoints(0, Math.min(60, plain.codePointCount(0, plain.length()))))
            + "..."
        : plain;
  }
}
