package dev.gitsync.adapters.hightouch;

import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;

/**
 * Asks a workspace's API for all it has. Lists are read in pages of {@value #PER_PAGE}, or fewer
 * where so many do not fit an answer; at most {@value #MOST_PAGES} pages of each.
 */
public record WorkspaceApi(ApiAddress address, BearerKey key) {

  private static final int PER_PAGE = 100;
  private static final int MOST_PAGES = 1_000;

  /** What refers to others is read before them, so that these are there already. */
  private static final List<ResourceKind> ORDER =
      List.of(ResourceKind.SYNC, ResourceKind.MODEL, ResourceKind.DESTINATION, ResourceKind.SOURCE);

  /** The workspace that the key is for. */
  public HightouchWorkspace read() throws UnknownWorkspace {
    try (var client = new ApiClient(address, key)) {
      var lists = new EnumMap<ResourceKind, List<Item>>(ResourceKind.class);
      for (ResourceKind kind : ORDER) {
        lists.put(kind, list(client, kind));
      }
      return HightouchWorkspace.of(lists, link(client));
    } catch (NotUnderstood e) {
      throw new UnknownWorkspace(
          "%s gives an answer that is not understood. %s Check that it is a workspace's API."
              .formatted(address, e.getMessage()),
          e);
    }
  }

  private static List<Item> list(ApiClient client, ResourceKind kind)
      throws UnknownWorkspace, NotUnderstood {
    var items = new ArrayList<Item>();
    int limit = PER_PAGE;
    for (int asked = 0; asked < MOST_PAGES; asked++) {
      HttpResponse<byte[]> answer =
          client.get("/%s?limit=%d&offset=%d".formatted(kind.plural(), limit, items.size()));
      if (answer.statusCode() == 400 && limit > 1) {
        limit /= 2;
        continue;
      }
      if (answer.statusCode() != 200) {
        throw client.strange(answer.statusCode());
      }
      Page page = Page.of(kind, items.size(), json(kind.plural(), answer));
      items.addAll(page.items());
      if (page.items().isEmpty() || page.more() == Page.More.NO) {
        return items;
      }
    }
    throw new NotUnderstood(
        "%s: the list does not end within %d pages.".formatted(kind.plural(), MOST_PAGES));
  }

  /** An API without links has nothing there, as has a workspace without one. */
  private static Optional<Mapping> link(ApiClient client) throws UnknownWorkspace, NotUnderstood {
    String path = "git-sync";
    HttpResponse<byte[]> answer = client.get("/" + path);
    if (answer.statusCode() == 404) {
      return Optional.empty();
    }
    if (answer.statusCode() == 200 && json(path, answer) instanceof Mapping link) {
      return Optional.of(link);
    }
    throw client.strange(answer.statusCode());
  }

  private static Node json(String path, HttpResponse<byte[]> answer) throws NotUnderstood {
    try {
      return Json.read(answer.body());
    } catch (Json.Malformed e) {
      throw new NotUnderstood(path + ": it is not JSON that can be read.");
    }
  }
}
