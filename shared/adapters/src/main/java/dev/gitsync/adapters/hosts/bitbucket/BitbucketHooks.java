package dev.gitsync.adapters.hosts.bitbucket;

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

/** Webhooks of one repository on Bitbucket Cloud. */
record BitbucketHooks(RestClient client, String repository) implements ComposedHost.Webhooks {

  private static final int MOST_PAGES = 5;
  private static final Sequence EVENTS =
      new Sequence(
          Stream.of(
                  "repo:push",
                  "pullrequest:created",
                  "pullrequest:updated",
                  "pullrequest:fulfilled",
                  "pullrequest:rejected")
              .<Node>map(Text::new)
              .toList());

  @Override
  public void register(URI address, String secret) {
    Mapping hook =
        BitbucketObject.of("webhook_subscription")
            .with("description", "Git Sync")
            .with("url", address.toString())
            .with("active", new Bool(true))
            .with("secret", secret)
            .with("events", EVENTS);
    Optional<String> known = find(address);
    RestCall call =
        known.isPresent()
            ? RestCall.put(path() + "/" + RestCall.encode(known.get()), hook, BitbucketRight.HOOKS)
            : RestCall.post(path(), hook, BitbucketRight.HOOKS);
    client.send(call);
  }

  private Optional<String> find(URI address) {
    RestCall first = RestCall.get(path() + "?pagelen=100", BitbucketRight.HOOKS);
    return client.pages(first, Pages.Next.field("next"), MOST_PAGES).stream()
        .flatMap(page -> page.json().items("values").stream())
        .filter(it -> it.findText("url").filter(address.toString()::equals).isPresent())
        .findFirst()
        .map((Fields it) -> it.text("uuid"));
  }

  private String path() {
    return repository + "/hooks";
  }
}
