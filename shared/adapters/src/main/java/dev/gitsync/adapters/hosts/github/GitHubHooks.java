package dev.gitsync.adapters.hosts.github;

import dev.gitsync.adapters.hosts.ComposedHost;
import dev.gitsync.adapters.hosts.rest.Fields;
import dev.gitsync.adapters.hosts.rest.Pages;
import dev.gitsync.adapters.hosts.rest.RestCall;
import dev.gitsync.adapters.hosts.rest.RestClient;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Bool;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;

/** Webhooks of one repository on GitHub. */
record GitHubHooks(RestClient client, String repository) implements ComposedHost.Webhooks {

  private static final int MOST_PAGES = 5;
  private static final Sequence EVENTS =
      new Sequence(
          Stream.of("push", "pull_request", "check_run", "check_suite", "merge_group")
              .<Node>map(Text::new)
              .toList());

  @Override
  public void register(URI address, String secret) {
    Mapping config =
        Mapping.of("url", new Text(address.toString()))
            .with("content_type", "json")
            .with("secret", secret)
            .with("insecure_ssl", "0");
    Mapping hook =
        Mapping.of("config", config).with("events", EVENTS).with("active", new Bool(true));
    Optional<Long> known = find(address);
    if (known.isPresent()) {
      String path = "%s/hooks/%d".formatted(repository, known.get());
      client.send(RestCall.patch(path, hook, GitHubRight.HOOKS));
    } else {
      client.send(
          RestCall.post(repository + "/hooks", hook.with("name", "web"), GitHubRight.HOOKS));
    }
  }

  private Optional<Long> find(URI address) {
    var call = RestCall.get(repository + "/hooks?per_page=100", GitHubRight.HOOKS);
    return client.items(call, Pages.Next.link(), MOST_PAGES).stream()
        .filter(
            it -> it.get("config").findText("url").filter(address.toString()::equals).isPresent())
        .map((Fields it) -> it.number("id"))
        .findFirst();
  }
}
