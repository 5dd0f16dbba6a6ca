package dev.gitsync.adapters.hosts.gitlab;

import dev.gitsync.adapters.hosts.ComposedHost;
import dev.gitsync.adapters.hosts.rest.Fields;
import dev.gitsync.adapters.hosts.rest.Pages;
import dev.gitsync.adapters.hosts.rest.RestCall;
import dev.gitsync.adapters.hosts.rest.RestClient;
import dev.gitsync.core.tree.Node.Bool;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import java.net.URI;
import java.util.Optional;

/**
 * Webhooks of a project on GitLab.
 *
 * @param project its path in the API
 */
record GitLabHooks(RestClient client, String project) implements ComposedHost.Webhooks {

  private static final int MOST_PAGES = 20;

  @Override
  public void register(URI address, String secret) {
    Mapping hook =
        Mapping.of("url", new Text(address.toString()))
            .with("token", secret)
            .with("push_events", new Bool(true))
            .with("merge_requests_events", new Bool(true))
            .with("enable_ssl_verification", new Bool(true));
    client.send(
        find(address)
            .map(it -> RestCall.put(path() + "/" + it, hook, GitLabRight.HOOKS))
            .orElseGet(() -> RestCall.post(path(), hook, GitLabRight.HOOKS)));
  }

  private Optional<Long> find(URI address) {
    RestCall first = RestCall.get(path() + "?per_page=100", GitLabRight.HOOKS);
    return client.pages(first, Pages.Next.link(), MOST_PAGES).stream()
        .flatMap(it -> it.json().items().stream())
        .filter(it -> it.text("url").equals(address.toString()))
        .findFirst()
        .map((Fields it) -> it.number("id"));
  }

  private String path() {
    return project + "/hooks";
  }
}
