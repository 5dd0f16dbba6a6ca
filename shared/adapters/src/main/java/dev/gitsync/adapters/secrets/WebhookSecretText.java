package dev.gitsync.adapters.secrets;

import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.port.WebhookSecret;
import dev.gitsync.flows.port.WebhookSecret.Replaced;
import java.time.Instant;

/** What a webhook's secret holds: {@code {"current":…,"replaced":[{"secret":…,"until":…}]}}. */
final class WebhookSecretText {

  private WebhookSecretText() {}

  static String write(WebhookSecret secret) {
    Sequence replaced =
        new Sequence(
            secret.replaced().stream()
                .<Node>map(
                    it ->
                        Mapping.of("secret", new Text(it.secret()))
                            .with("until", it.until().toString()))
                .toList());
    return Json.write(Mapping.of("current", new Text(secret.current())).with("replaced", replaced));
  }

  static WebhookSecret read(String text) {
    Mapping json = Json.readOwn(text);
    return new WebhookSecret(
        json.text("current").orElseThrow(),
        ((Sequence) json.get("replaced").orElseThrow())
            .items().stream().map(it -> replaced((Mapping) it)).toList());
  }

  private static Replaced replaced(Mapping json) {
    return new Replaced(
        json.text("secret").orElseThrow(), Instant.parse(json.text("until").orElseThrow()));
  }
}
