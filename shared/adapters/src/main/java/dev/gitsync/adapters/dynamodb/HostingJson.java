package dev.gitsync.adapters.dynamodb;

import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.link.HostKind;
import dev.gitsync.flows.link.HostSettings;
import dev.gitsync.flows.link.HostSettings.Checks;
import dev.gitsync.flows.link.HostSettings.Delivery;
import java.net.URI;

/** How a link's item says what is set about the service around its repository. */
final class HostingJson {

  private HostingJson() {}

  static Mapping write(HostSettings hosting) {
    Mapping json =
        Mapping.of("delivery", new Text(hosting.delivery().name()))
            .with("checks", hosting.checks().name());
    Mapping known = hosting.kind().map(it -> json.with("kind", it.name())).orElse(json);
    return hosting.api().map(it -> known.with("api", it.toString())).orElse(known);
  }

  static HostSettings read(Mapping json) {
    return new HostSettings(
        json.text("kind").map(HostKind::valueOf),
        json.text("api").map(URI::create),
        Delivery.valueOf(json.text("delivery").orElseThrow()),
        Checks.valueOf(json.text("checks").orElseThrow()));
  }
}
