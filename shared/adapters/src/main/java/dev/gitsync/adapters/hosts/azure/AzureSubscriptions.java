package dev.gitsync.adapters.hosts.azure;

import dev.gitsync.adapters.hosts.rest.Fields;
import dev.gitsync.adapters.hosts.rest.RestCall;
import dev.gitsync.adapters.hosts.rest.RestClient;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Service hooks of a repository: a subscription for each kind of event. They sign nothing, but log
 * in: the secret is the password of user {@value #USER}.
 *
 * @param project its id
 * @param repository its id
 */
record AzureSubscriptions(RestClient client, String project, String repository) {

  private static final String USER = "git-sync";
  private static final List<String> EVENTS =
      List.of("git.push", "git.pullrequest.created", "git.pullrequest.updated");
  private static final String PATH = "/_apis/hooks/subscriptions";

  /** Those of a repository, whose ids Azure DevOps is asked for. */
  static AzureSubscriptions of(RestClient client, AzurePlace place) {
    RestCall call = RestCall.get(AzureVersion.of(place.path()), AzureRight.READ);
    Fields repository = client.send(call).json();
    String project = repository.get("project").text("id");
    return new AzureSubscriptions(client, project, repository.text("id"));
  }

  void register(URI address, String secret) {
    String list = PATH + "?publisherId=tfs&consumerId=webHooks&consumerActionId=httpRequest";
    List<Fields> known =
        client
            .send(RestCall.get(AzureVersion.of(list), AzureRight.HOOKS))
            .json()
            .items("value")
            .stream()
            .filter(it -> isOurs(it, address))
            .toList();
    EVENTS.forEach(it -> subscribe(it, address, secret, known));
  }

  private boolean isOurs(Fields subscription, URI address) {
    return is(subscription, "consumerInputs", "url", address.toString())
        && is(subscription, "publisherInputs", "repository", repository);
  }

  private static boolean is(Fields subscription, String inputs, String name, String value) {
    return subscription
        .find(inputs)
        .flatMap(it -> it.findText(name))
        .filter(value::equals)
        .isPresent();
  }

  private void subscribe(String event, URI address, String secret, List<Fields> known) {
    Mapping body =
        Mapping.of("publisherId", new Text("tfs"))
            .with("eventType", event)
            .with("resourceVersion", "1.0")
            .with("consumerId", "webHooks")
            .with("consumerActionId", "httpRequest")
            .with(
                "publisherInputs",
                Mapping.of("projectId", new Text(project)).with("repository", repository))
            .with(
                "consumerInputs",
                Mapping.of("url", new Text(address.toString()))
                    .with("basicAuthUsername", USER)
                    .with("basicAuthPassword", secret));
    Optional<String> id =
        known.stream()
            .filter(it -> it.text("eventType").equals(event))
            .findFirst()
            .map(it -> it.text("id"));
    client.send(
        id.map(it -> AzureVersion.of(PATH + "/" + RestCall.encode(it)))
            .map(it -> RestCall.put(it, body.with("id", id.get()), AzureRight.HOOKS))
            .orElseGet(() -> RestCall.post(AzureVersion.of(PATH), body, AzureRight.HOOKS)));
  }
}
