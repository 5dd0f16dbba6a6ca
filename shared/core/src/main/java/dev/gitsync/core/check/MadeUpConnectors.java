package dev.gitsync.core.check;

import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.repo.ResourceFile;
import dev.gitsync.core.resource.Connector;
import dev.gitsync.core.resource.ResourceField;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.core.yaml.YamlReader;
import dev.gitsync.core.yaml.YamlReading;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Sources and destinations for where nobody knows which there are: whatever files and aliases name
 * is taken to be there.
 */
public final class MadeUpConnectors {

  private final LinkLayout layout;
  private final Map<ResourceRef, Connector> connectors = new TreeMap<>();
  private final Set<String> aliases = new HashSet<>();

  private MadeUpConnectors(LinkLayout layout) {
    this.layout = layout;
  }

  /** One for each id that is named anywhere in these trees. */
  public static List<Connector> of(LinkLayout layout, List<FileTree> trees) {
    var made = new MadeUpConnectors(layout);
    trees.forEach(tree -> tree.read(layout.aliases()).ifPresent(made::targets));
    trees.forEach(tree -> tree.paths().forEach(path -> made.references(tree, path)));
    return List.copyOf(made.connectors.values());
  }

  private void targets(byte[] content) {
    if (YamlReader.read(content) instanceof YamlReading.Parsed(var document)
        && document.root() instanceof Mapping root) {
      for (ResourceKind kind : List.of(ResourceKind.SOURCE, ResourceKind.DESTINATION)) {
        if (root.get(kind.plural()).orElse(null) instanceof Mapping entries) {
          aliases.addAll(entries.entries().keySet());
          entries.entries().values().stream()
              .flatMap(
                  it -> it instanceof Text(var word) ? Slug.parse(word).stream() : Stream.empty())
              .forEach(slug -> add(kind, slug));
        }
      }
    }
  }

  private void references(FileTree tree, RepoPath path) {
    if (layout.roleOf(path) instanceof LinkLayout.FileOf(var ref)) {
      tree.read(path)
          .map(content -> ResourceFile.read(path, ref, content))
          .ifPresent(
              reading -> {
                if (reading instanceof ResourceFile.Parsed(var file)) {
                  ResourceField.of(ref.kind()).forEach(field -> reference(file, field));
                }
              });
    }
  }

  private void reference(ResourceFile file, ResourceField field) {
    Optional<ResourceKind> kind = field.reference().filter(it -> it != ResourceKind.MODEL);
    if (kind.isPresent()) {
      file.asWritten()
          .text(field.name())
          .filter(word -> !aliases.contains(word))
          .flatMap(Slug::parse)
          .ifPresent(slug -> add(kind.get(), slug));
    }
  }

  private void add(ResourceKind kind, Slug slug) {
    var ref = new ResourceRef(kind, slug);
    connectors.put(ref, new Connector(ref, slug.value(), "", Mapping.empty()));
  }
}
