package dev.gitsync.adapters.hosts.bitbucketserver;

import dev.gitsync.adapters.hosts.ComposedHost;
import dev.gitsync.adapters.hosts.rest.Fields;
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

/** Webhooks of one repository on Bitbucket Data Center. */
record BitbucketServerHooks(RestClient client, String repository) implements ComposedHost.Webhooks {

  private static final Sequence EVENTS =
      new Sequence(
          Stream.of(
                  "repo:refs_changed",
                  "pr:opened",
                  "pr:from_ref_updated",
                  "pr:modified",
                  "pr:merged",
                  "pr:declined",
                  "pr:deleted")
              .<Node>map(Text::new)
              .toList());

  @Override
  public void register(URI address, String secret) {
    Mapping hook =
        Mapping.of("name", new Text("Git Sync"))
            .with("url", address.toString())
            .with("active", new Bool(true))
            .with("configuration", Mapping.of("secret", new Text(secret)))
            .with("events", EVENTS);
    Optional<Long> known = find(address);
    RestCall call =
        known.isPresent()
            ? RestCall.put(path() + "/" + known.get(), hook, BitbucketServerRight.ADMIN)
            : RestCall.post(path(), hook, BitbucketServerRight.ADMIN);
    client.send(call);
  }

  private Optional<Long> find(URI address) {
    return BitbucketServerPages.items(client, path(), BitbucketServerRight.ADMIN)
        .filter(it -> it.findText("url").filter(address.toString()::equals).isPresent())
        .findFirst()
        .map((Fields it) -> it.number("id"));
  }

  private String path() {
    return repository + "/webhooks";
  }
}
