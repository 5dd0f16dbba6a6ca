package dev.gitsync.core.repo;

import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.WorkspaceId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which file of the repository is what, for one workspace.
 *
 * @param folder where the folders {@code models} and {@code syncs} are; empty for the root
 */
public record LinkLayout(WorkspaceId workspace, String folder) {

  private static final String ENDING = ".yaml";

  public LinkLayout {
    if (!folder.isEmpty()) {
      folder = new RepoPath(folder).value();
    }
  }

  /** What a file is to a link. */
  public sealed interface Role {}

  /** The file of a resource. */
  public record FileOf(ResourceRef ref) implements Role {}

  /** This workspace's manifest. */
  public record ManifestFile() implements Role {}

  /** This workspace's aliases. */
  public record AliasesFile() implements Role {}

  /** A file that looks like a resource's but is not named like one. */
  public record Misnamed(String message, String remedy) implements Role {}

  /** None of this link's business. */
  public record Other() implements Role {}

  /** The manifest: at the root, also when a folder is set. */
  public RepoPath manifest() {
    return new RepoPath("manifest-" + workspace + ENDING);
  }

  /** The aliases: at the root, also when a folder is set. */
  public RepoPath aliases() {
    return new RepoPath("aliases-" + workspace + ENDING);
  }

  /** The folder that holds the files of a kind. */
  public RepoPath folderOf(ResourceKind kind) {
    return folder.isEmpty()
        ? new RepoPath(kind.plural())
        : new RepoPath(folder).resolve(kind.plural());
  }

  /** The folders of models and syncs. */
  public List<RepoPath> folders() {
    return List.of(folderOf(ResourceKind.MODEL), folderOf(ResourceKind.SYNC));
  }

  /** The file of a model or sync. */
  public RepoPath fileOf(ResourceRef ref) {
    return folderOf(ref.kind()).resolve(ref.slug() + ENDING);
  }

  /** Whether a file concerns this link at all. */
  public boolean concerns(RepoPath path) {
    return !(roleOf(path) instanceof Other);
  }

  /** What a file is to this link. */
  public Role roleOf(RepoPath path) {
    if (path.equals(manifest())) {
      return new ManifestFile();
    }
    if (path.equals(aliases())) {
      return new AliasesFile();
    }
    return folderKind(path).map(kind -> roleIn(kind, path.name())).orElse(new Other());
  }

  private Optional<ResourceKind> folderKind(RepoPath path) {
    for (ResourceKind kind : List.of(ResourceKind.MODEL, ResourceKind.SYNC)) {
      if (path.value().equals(folderOf(kind) + "/" + path.name())) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  private static Role roleIn(ResourceKind kind, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".yml") || (lower.endsWith(ENDING) && !name.endsWith(ENDING))) {
      return new Misnamed(
          "files of a " + kind.singular() + " end in .yaml, in small letters.",
          "Rename it with git mv; if the .yaml file is there too, keep one of them.");
    }
    if (!name.endsWith(ENDING)) {
      return new Other();
    }
    return Slug.parse(name.substring(0, name.length() - ENDING.length()))
        .<Role>map(slug -> new FileOf(new ResourceRef(kind, slug)))
        .orElse(
            new Misnamed(
                "the file's name cannot be a slug.",
                "Use letters, digits, hyphens, dots and underscores, at most 128 of them."));
  }
}
