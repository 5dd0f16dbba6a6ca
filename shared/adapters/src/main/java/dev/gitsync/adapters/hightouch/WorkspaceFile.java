package dev.gitsync.adapters.hightouch;

import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file of what a workspace's API answers: a JSON object with {@code sources}, {@code
 * destinations}, {@code models}, {@code syncs} and, where there is a link, {@code git-sync}. At
 * most {@value #MOST_BYTES} bytes.
 */
public record WorkspaceFile(Path path) {

  private static final int MOST_BYTES = 64 << 20;
  private static final String ANEW = "Make the file anew from what the API answers.";

  /** The workspace that the file has. */
  public HightouchWorkspace read() throws UnknownWorkspace {
    byte[] content = content();
    try {
      if (!(Json.read(content) instanceof Mapping answers)) {
        throw new NotUnderstood("it is no object.");
      }
      return HightouchWorkspace.of(lists(answers), link(answers));
    } catch (Json.Malformed e) {
      String at = e.place().isEmpty() ? "" : ":" + e.place();
      throw new UnknownWorkspace(
          "%s%s: it is not JSON that can be read. %s".formatted(path, at, ANEW), e);
    } catch (NotUnderstood e) {
      throw new UnknownWorkspace("%s: %s %s".formatted(path, e.getMessage(), ANEW), e);
    }
  }

  private byte[] content() throws UnknownWorkspace {
    try (InputStream file = Files.newInputStream(path)) {
      byte[] content = file.readNBytes(MOST_BYTES + 1);
      if (content.length <= MOST_BYTES) {
        return content;
      }
    } catch (IOException e) {
      throw new UnknownWorkspace(
          "There is no file \"%s\" that can be read. Give the file, or the API's address."
              .formatted(path),
          e);
    }
    throw new UnknownWorkspace(
        "%s: it is longer than %d bytes. Give the API's address in its place."
            .formatted(path, MOST_BYTES),
        null);
  }

  private static Map<ResourceKind, List<Item>> lists(Mapping answers) throws NotUnderstood {
    var lists = new EnumMap<ResourceKind, List<Item>>(ResourceKind.class);
    for (ResourceKind kind : ResourceKind.values()) {
      Node answer = answers.get(kind.plural()).orElse(new Node.Null());
      Page page = Page.of(kind, 0, answer);
      if (page.more() == Page.More.YES) {
        throw new NotUnderstood(
            "%s: there are more than the file has (hasMore).".formatted(kind.plural()));
      }
      lists.put(kind, page.items());
    }
    return lists;
  }

  private static Optional<Mapping> link(Mapping answers) throws NotUnderstood {
    Node link = answers.get("git-sync").orElse(new Node.Null());
    return switch (link) {
      case Mapping found -> Optional.of(found);
      case Node.Null none -> Optional.empty();
      default -> throw new NotUnderstood("git-sync: it is no object.");
    };
  }
}
