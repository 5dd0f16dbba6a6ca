package dev.gitsync.adapters.hosts.gitea;

import dev.gitsync.adapters.hosts.rest.Pages;
import dev.gitsync.adapters.hosts.rest.RestAnswer;
import java.util.Optional;

/**
 * Gitea's pages, by number. How many items one has at most is set by the server's administrator, so
 * a short page need not be the last: that is the one that reaches {@code X-Total-Count}, or an
 * empty one.
 */
final class GiteaPages {

  private GiteaPages() {}

  /**
   * What leads to the next page.
   *
   * @param path with a query, which the page's number is added to
   */
  static Pages.Next numbered(String path) {
    return (page, number) ->
        isLast(page, number - 1) ? Optional.empty() : Optional.of(path + "&page=" + number);
  }

  private static boolean isLast(RestAnswer page, int number) {
    long items = page.json().items().size();
    long total = page.headers().firstValueAsLong("X-Total-Count").orElse(Long.MAX_VALUE);
    return items == 0 || items * number >= total;
  }
}
