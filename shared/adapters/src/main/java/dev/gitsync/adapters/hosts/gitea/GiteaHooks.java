package dev.gitsync.adapters.hosts.gitea;

import dev.gitsync.adapters.hosts.ComposedHost;
import dev.gitsync.adapters.hosts.rest.Fields;
import dev.gitsync.adapters.hosts.rest.RestCall;
import dev.gitsync.adapters.hosts.rest.RestClient;
import dev.gitsync.core.tree.Node.Bool;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import java.net.URI;
import java.util.Optional;

/** Webhooks of one repository on Gitea. */
record GiteaHooks(RestClient client, String repository) implements ComposedHost.Webhooks {

  private static final int MOST_PAGES = 5;

  @Override
  public void register(URI address, String secret) {
    Mapping config =
        Mapping.of("url", new Text(address.toString()))
            .with("content_type", "json")
            .with("secret", secret);
    Mapping hook =
        Mapping.of("config", config)
            .with("events", Sequence.of(new Text("push"), new Text("pull_request")))
            .with("active", new Bool(true));
    Optional<Long> known = find(address);
    RestCall call =
        known.isPresent()
            ? RestCall.patch(repository + "/hooks/" + known.get(), hook, GiteaRight.HOOKS)
            : RestCall.post(repository + "/hooks", hook.with("type", "gitea"), GiteaRight.HOOKS);
    client.send(call);
  }

  private Optional<Long> find(URI address) {
    String path = repository + "/hooks?limit=50";
    return client
        .items(RestCall.get(path, GiteaRight.HOOKS), GiteaPages.numbered(path), MOST_PAGES)
        .stream()
        .filter(
            it -> it.get("config").findText("url").filter(address.toString()::equals).isPresent())
        .map((Fields it) -> it.number("id"))
        .findFirst();
  }
}
