package dev.gitsync.adapters.hosts.bitbucket;

import dev.gitsync.adapters.hosts.OneComment;
import dev.gitsync.adapters.hosts.OneComment.Posted;
import dev.gitsync.adapters.hosts.rest.Fields;
import dev.gitsync.adapters.hosts.rest.Pages;
import dev.gitsync.adapters.hosts.rest.RestAnswer;
import dev.gitsync.adapters.hosts.rest.RestCall;
import dev.gitsync.adapters.hosts.rest.RestClient;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import java.util.List;
import java.util.function.Predicate;

/**
 * The comments under one pull request on Bitbucket Cloud.
 *
 * @param pullRequest its path in the API
 */
record BitbucketComments(RestClient client, String pullRequest, BitbucketLogin login)
    implements OneComment.Board {

  private static final int MOST_PAGES = 20;

  @Override
  public List<Posted> ours(String marker) {
    RestCall first =
        RestCall.get(
            pullRequest + "/comments?sort=created_on&pagelen=100", BitbucketRight.READ_PULLS);
    List<Fields> marked =
        client.pages(first, Pages.Next.field("next"), MOST_PAGES).stream()
            .flatMap(page -> page.json().items("values").stream())
            .filter(it -> !it.isTrue("deleted") && raw(it).contains(marker))
            .toList();
    return marked.isEmpty() ? List.of() : ours(marked);
  }

  /** Somebody may have quoted the marker. */
  private List<Posted> ours(List<Fields> marked) {
    Predicate<Fields> isUs = us();
    return marked.stream()
        .filter(it -> it.find("user").filter(isUs).isPresent())
        .map(it -> new Posted(Long.toString(it.number("id")), raw(it)))
        .toList();
  }

  /** Access tokens are not told who they are; but what they write is by no person. */
  private Predicate<Fields> us() {
    RestCall call = RestCall.get("/user", BitbucketRight.USER);
    RestAnswer answer = client.send(login.isUser() ? call : call.accepting(401, 403, 404));
    if (!answer.isDone()) {
      return it -> !it.text("type").equals("user");
    }
    String us = answer.json().text("uuid");
    return it -> it.text("uuid").equals(us);
  }

  private static String raw(Fields comment) {
    return comment.find("content").flatMap(it -> it.findText("raw")).orElse("");
  }

  @Override
  public void add(String text) {
    client.send(RestCall.post(pullRequest + "/comments", body(text), BitbucketRight.PULLS));
  }

  @Override
  public void edit(Posted comment, String text) {
    client.send(RestCall.put(path(comment), body(text), BitbucketRight.PULLS));
  }

  @Override
  public void remove(Posted comment) {
    client.send(RestCall.delete(path(comment), BitbucketRight.PULLS));
  }

  private String path(Posted comment) {
    return pullRequest + "/comments/" + comment.id();
  }

  private static Mapping body(String text) {
    return BitbucketObject.of("pullrequest_comment")
        .with("content", Mapping.of("raw", new Text(text)));
  }
}
