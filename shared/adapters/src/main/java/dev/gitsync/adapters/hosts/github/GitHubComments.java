package dev.gitsync.adapters.hosts.github;

import dev.gitsync.adapters.hosts.OneComment;
import dev.gitsync.adapters.hosts.OneComment.Posted;
import dev.gitsync.adapters.hosts.rest.Fields;
import dev.gitsync.adapters.hosts.rest.Pages;
import dev.gitsync.adapters.hosts.rest.RestCall;
import dev.gitsync.adapters.hosts.rest.RestClient;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import java.util.List;
import java.util.function.Predicate;

/** The comments under one pull request on GitHub, which are those of an issue. */
record GitHubComments(RestClient client, String repository, GitHubUs us, long number)
    implements OneComment.Board {

  /** GitHub takes 65,536. */
  static final int LONGEST = 65_000;

  private static final int MOST_PAGES = 30;

  @Override
  public List<Posted> ours(String marker) {
    String path = "%s/issues/%d/comments?per_page=100".formatted(repository, number);
    List<Fields> marked =
        client
            .items(RestCall.get(path, GitHubRight.READ_PULLS), Pages.Next.link(), MOST_PAGES)
            .stream()
            .filter(it -> it.findText("body").orElse("").contains(marker))
            .toList();
    return marked.isEmpty()
        ? List.of()
        : marked.stream()
            .filter(isOurs())
            .map(it -> new Posted(Long.toString(it.number("id")), it.text("body")))
            .toList();
  }

  /** Somebody may have quoted the marker. */
  private Predicate<Fields> isOurs() {
    return switch (us) {
      case GitHubUs.App(var id) ->
          comment ->
              comment
                  .find("performed_via_github_app")
                  .map(it -> it.number("id"))
                  .filter(it -> it == id)
                  .isPresent();
      case GitHubUs.User() -> {
        long id = client.send(RestCall.get("/user", GitHubRight.METADATA)).json().number("id");
        yield comment ->
            comment.find("user").map(it -> it.number("id")).filter(it -> it == id).isPresent();
      }
    };
  }

  @Override
  public void add(String text) {
    String path = "%s/issues/%d/comments".formatted(repository, number);
    client.send(RestCall.post(path, body(text), GitHubRight.PULLS));
  }

  @Override
  public void edit(Posted comment, String text) {
    client.send(RestCall.patch(path(comment), body(text), GitHubRight.PULLS));
  }

  @Override
  public void remove(Posted comment) {
    client.send(RestCall.delete(path(comment), GitHubRight.PULLS));
  }

  private String path(Posted comment) {
    return "%s/issues/comments/%s".formatted(repository, comment.id());
  }

  private static Mapping body(String text) {
    return Mapping.of("body", new Text(text));
  }
}
