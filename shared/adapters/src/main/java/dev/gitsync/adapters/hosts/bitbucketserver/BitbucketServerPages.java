package dev.gitsync.adapters.hosts.bitbucketserver;

import dev.gitsync.adapters.hosts.rest.Fields;
import dev.gitsync.adapters.hosts.rest.Pages;
import dev.gitsync.adapters.hosts.rest.RestCall;
import dev.gitsync.adapters.hosts.rest.RestClient;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Bitbucket Data Center's pages, each of which says where the next begins. How many items one has
 * at most is set by the server's administrator.
 */
final class BitbucketServerPages {

  private static final int MOST = 20;

  private BitbucketServerPages() {}

  /** The pages of a list, as far as somebody takes them. */
  static Pages of(RestClient client, String path, String right) {
    String list = path + (path.contains("?") ? "&" : "?") + "limit=100";
    return client.pages(RestCall.get(list, right), next(list), MOST);
  }

  /** The items of a list, as far as somebody takes them. */
  static Stream<Fields> items(RestClient client, String path, String right) {
    return of(client, path, right).stream().flatMap(page -> page.json().items("values").stream());
  }

  private static Pages.Next next(String list) {
    return (page, number) ->
        page.json().isTrue("isLastPage")
            ? Optional.empty()
            : page.json().find("nextPageStart").map(it -> list + "&start=" + it.number());
  }
}
