package dev.gitsync.testkit.hosts;

import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.testkit.hosts.HostServer.Answer;
import dev.gitsync.testkit.hosts.HostedRepository.Hook;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Subscriptions of Azure DevOps, each to one kind of event. Those that go to one address are one
 * webhook of the repository, with all secrets that they have.
 */
final class AzureSubscriptionList {

  private final HostedRepository hosted;
  private final Map<String, Mapping> subscriptions = new TreeMap<>();

  AzureSubscriptionList(HostedRepository hosted) {
    this.hosted = hosted;
  }

  /** All, without their passwords. */
  synchronized Answer all() {
    return AzureDevOpsServer.list(
        subscriptions.values().stream().map(AzureSubscriptionList::masked).toList());
  }

  private static Mapping masked(Mapping subscription) {
    Mapping inputs = inputs(subscription, "consumerInputs");
    return subscription.with("consumerInputs", inputs.with("basicAuthPassword", "********"));
  }

  synchronized Answer add(Mapping body) {
    return put("subscription-" + (subscriptions.size() + 1), body);
  }

  synchronized Answer set(String id, Mapping body) {
    return subscriptions.containsKey(id)
        ? put(id, body)
        : Answer.refusal(404, "Subscription does not exist.");
  }

  private Answer put(String id, Mapping body) {
    Mapping kept = body.with("id", id);
    subscriptions.put(id, kept);
    String address = input(kept, "consumerInputs", "url");
    hosted.putHook(
        new Hook(
            hosted.hooks().stream()
                .filter(it -> it.address().toString().equals(address))
                .mapToLong(Hook::id)
                .findFirst()
                .orElse(0),
            URI.create(address),
            String.join(" ", to(address).map(AzureSubscriptionList::secret).distinct().toList()),
            events(address)));
    return Answer.of(200, masked(kept));
  }

  private List<String> events(String address) {
    return to(address).map(it -> AzureDevOpsServer.text(it, "eventType")).toList();
  }

  private Stream<Mapping> to(String address) {
    return subscriptions.values().stream()
        .filter(it -> input(it, "consumerInputs", "url").equals(address));
  }

  private static String secret(Mapping subscription) {
    return input(subscription, "consumerInputs", "basicAuthPassword");
  }

  private static String input(Mapping subscription, String inputs, String name) {
    return AzureDevOpsServer.text(inputs(subscription, inputs), name);
  }

  private static Mapping inputs(Mapping subscription, String inputs) {
    Node node = subscription.get(inputs).orElseGet(Mapping::empty);
    return node instanceof Mapping mapping ? mapping : Mapping.of("none", new Text(""));
  }
}
