package dev.gitsync.adapters.hosts.gitlab;

import dev.gitsync.adapters.hosts.OneComment;
import dev.gitsync.adapters.hosts.OneComment.Posted;
import dev.gitsync.adapters.hosts.rest.Fields;
import dev.gitsync.adapters.hosts.rest.Pages;
import dev.gitsync.adapters.hosts.rest.RestCall;
import dev.gitsync.adapters.hosts.rest.RestClient;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import java.util.List;

/**
 * The notes under one merge request on GitLab.
 *
 * @param mergeRequest its path in the API
 */
record GitLabNotes(RestClient client, String mergeRequest) implements OneComment.Board {

  static final int LONGEST = 1_000_000;
  private static final int MOST_PAGES = 20;

  @Override
  public List<Posted> ours(String marker) {
    String path = mergeRequest + "/notes?sort=asc&order_by=created_at&per_page=100";
    List<Fields> marked =
        client.items(RestCall.get(path, GitLabRight.READ), Pages.Next.link(), MOST_PAGES).stream()
            .filter(it -> it.findText("body").orElse("").contains(marker))
            .toList();
    return marked.isEmpty() ? List.of() : ours(marked);
  }

  /** Somebody may have quoted the marker. */
  private List<Posted> ours(List<Fields> marked) {
    long us = client.send(RestCall.get("/user", GitLabRight.READ)).json().number("id");
    return marked.stream()
        .filter(it -> it.get("author").number("id") == us)
        .map(it -> new Posted(Long.toString(it.number("id")), it.text("body")))
        .toList();
  }

  @Override
  public void add(String text) {
    client.send(RestCall.post(mergeRequest + "/notes", body(text), GitLabRight.COMMENT));
  }

  @Override
  public void edit(Posted comment, String text) {
    client.send(RestCall.put(path(comment), body(text), GitLabRight.COMMENT));
  }

  @Override
  public void remove(Posted comment) {
    client.send(RestCall.delete(path(comment), GitLabRight.COMMENT));
  }

  private String path(Posted comment) {
    return mergeRequest + "/notes/" + comment.id();
  }

  private static Mapping body(String text) {
    return Mapping.of("body", new Text(text));
  }
}
