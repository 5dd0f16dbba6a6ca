package dev.gitsync.adapters.hosts.bitbucketserver;

import dev.gitsync.adapters.hosts.OneComment;
import dev.gitsync.adapters.hosts.OneComment.Posted;
import dev.gitsync.adapters.hosts.rest.Fields;
import dev.gitsync.adapters.hosts.rest.RestAnswer;
import dev.gitsync.adapters.hosts.rest.RestCall;
import dev.gitsync.adapters.hosts.rest.RestClient;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Text;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The comments under one pull request on Bitbucket Data Center, which lists them among all that
 * ever happened to it, the last first. Each edit names the version that it was made of.
 *
 * @param pullRequest its path in the API
 */
record BitbucketServerComments(RestClient client, String pullRequest) implements OneComment.Board {

  private static final String RIGHT = BitbucketServerRight.READ;

  @Override
  public List<Posted> ours(String marker) {
    return BitbucketServerPages.of(client, pullRequest + "/activities", RIGHT).stream()
        .flatMap(page -> ours(page, marker))
        .sorted(Comparator.comparingLong((Fields it) -> it.number("id")))
        .map(it -> new Posted(Long.toString(it.number("id")), it.text("text")))
        .distinct()
        .toList();
  }

  /** Somebody may have quoted the marker; who we are, each answer says. */
  private static Stream<Fields> ours(RestAnswer page, String marker) {
    Optional<String> us = page.headers().firstValue(BitbucketServerHosts.US);
    return page.json().items("values").stream()
        .filter(it -> it.text("action").equals("COMMENTED"))
        .map(it -> it.get("comment"))
        .filter(it -> it.text("text").contains(marker))
        .filter(it -> us.equals(Optional.of(Long.toString(it.get("author").number("id")))));
  }

  @Override
  public void add(String text) {
    Mapping body = Mapping.of("text", new Text(text));
    client.send(RestCall.post(pullRequest + "/comments", body, RIGHT));
  }

  @Override
  public void edit(Posted comment, String text) {
    Fields known = client.send(RestCall.get(path(comment), RIGHT)).json();
    Mapping body =
        Mapping.of("text", new Text(text)).with("version", Num.of(known.number("version")));
    client.send(RestCall.put(path(comment), body, RIGHT));
  }

  /** One that was replied to cannot be taken away. */
  @Override
  public void remove(Posted comment) {
    RestAnswer known = client.send(RestCall.get(path(comment), RIGHT).accepting(404));
    if (known.isDone()) {
      String path = path(comment) + "?version=" + known.json().number("version");
      client.send(RestCall.delete(path, RIGHT).accepting(404, 409));
    }
  }

  private String path(Posted comment) {
    return pullRequest + "/comments/" + comment.id();
  }
}
