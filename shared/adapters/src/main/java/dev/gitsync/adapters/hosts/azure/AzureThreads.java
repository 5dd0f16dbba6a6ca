package dev.gitsync.adapters.hosts.azure;

import dev.gitsync.adapters.hosts.OneComment;
import dev.gitsync.adapters.hosts.OneComment.Posted;
import dev.gitsync.adapters.hosts.rest.Fields;
import dev.gitsync.adapters.hosts.rest.RestCall;
import dev.gitsync.adapters.hosts.rest.RestClient;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import java.util.List;
import java.util.stream.Stream;

/**
 * The threads under one pull request on Azure DevOps, which gives all at once. Ours begin with our
 * comment, and are closed, so that a policy does not wait for somebody to resolve them.
 *
 * @param threads their path in the API
 */
record AzureThreads(RestClient client, String threads) implements OneComment.Board {

  static final int LONGEST = 150_000;

  @Override
  public List<Posted> ours(String marker) {
    List<Fields> marked =
        client
            .send(RestCall.get(AzureVersion.of(threads), AzureRight.READ))
            .json()
            .items("value")
            .stream()
            .filter(it -> !it.isTrue("isDeleted"))
            .filter(it -> first(it).anyMatch(comment -> content(comment).contains(marker)))
            .toList();
    return marked.isEmpty() ? List.of() : ours(marked);
  }

  /** Somebody may have quoted the marker. */
  private List<Posted> ours(List<Fields> marked) {
    String path = AzureVersion.preview("/_apis/connectionData");
    Fields answer = client.send(RestCall.get(path, AzureRight.READ)).json();
    String us = answer.get("authenticatedUser").text("id");
    return marked.stream()
        .flatMap(
            thread ->
                first(thread)
                    .filter(it -> it.get("author").text("id").equals(us))
                    .map(it -> new Posted(id(thread, it), content(it))))
        .toList();
  }

  private static Stream<Fields> first(Fields thread) {
    return thread.items("comments").stream().limit(1);
  }

  private static String id(Fields thread, Fields comment) {
    return thread.number("id") + "/comments/" + comment.number("id");
  }

  private static String content(Fields comment) {
    return comment.isTrue("isDeleted") ? "" : comment.findText("content").orElse("");
  }

  @Override
  public void add(String text) {
    Mapping comment =
        Mapping.of("parentCommentId", Num.of(0)).with("content", text).with("commentType", "text");
    Mapping thread =
        Mapping.of("comments", Sequence.of(comment)).with("status", new Text("closed"));
    client.send(RestCall.post(AzureVersion.of(threads), thread, AzureRight.WRITE));
  }

  @Override
  public void edit(Posted comment, String text) {
    Mapping body = Mapping.of("content", new Text(text));
    client.send(RestCall.patch(path(comment), body, AzureRight.WRITE));
  }

  @Override
  public void remove(Posted comment) {
    client.send(RestCall.delete(path(comment), AzureRight.WRITE));
  }

  private String path(Posted comment) {
    return AzureVersion.of(threads + "/" + comment.id());
  }
}
