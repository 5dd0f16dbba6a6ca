package dev.gitsync.adapters.hosts.gitea;

import dev.gitsync.adapters.hosts.OneComment;
import dev.gitsync.adapters.hosts.OneComment.Posted;
import dev.gitsync.adapters.hosts.rest.Fields;
import dev.gitsync.adapters.hosts.rest.RestCall;
import dev.gitsync.adapters.hosts.rest.RestClient;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import java.util.List;

/** The comments under one pull request on Gitea, which gives all of them at once. */
record GiteaComments(RestClient client, String repository, long number)
    implements OneComment.Board {

  static final int LONGEST = 65_000;

  @Override
  public List<Posted> ours(String marker) {
    String path = "%s/issues/%d/comments".formatted(repository, number);
    List<Fields> marked =
        client.send(RestCall.get(path, GiteaRight.READ_ISSUES)).json().items().stream()
            .filter(it -> it.findText("body").orElse("").contains(marker))
            .toList();
    return marked.isEmpty() ? List.of() : ours(marked);
  }

  /** Somebody may have quoted the marker. */
  private List<Posted> ours(List<Fields> marked) {
    long us = client.send(RestCall.get("/user", GiteaRight.USER)).json().number("id");
    return marked.stream()
        .filter(
            it -> it.find("user").map(user -> user.number("id")).filter(id -> id == us).isPresent())
        .map(it -> new Posted(Long.toString(it.number("id")), it.text("body")))
        .toList();
  }

  @Override
  public void add(String text) {
    String path = "%s/issues/%d/comments".formatted(repository, number);
    client.send(RestCall.post(path, body(text), GiteaRight.ISSUES));
  }

  @Override
  public void edit(Posted comment, String text) {
    client.send(RestCall.patch(path(comment), body(text), GiteaRight.ISSUES));
  }

  @Override
  public void remove(Posted comment) {
    client.send(RestCall.delete(path(comment), GiteaRight.ISSUES));
  }

  private String path(Posted comment) {
    return "%s/issues/comments/%s".formatted(repository, comment.id());
  }

  private static Mapping body(String text) {
    return Mapping.of("body", new Text(text));
  }
}
