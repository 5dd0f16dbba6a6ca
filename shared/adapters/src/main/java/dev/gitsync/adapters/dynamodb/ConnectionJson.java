package dev.gitsync.adapters.dynamodb;

import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.link.Connection;
import dev.gitsync.flows.link.Connection.Bastion;
import dev.gitsync.flows.link.HostKey;
import java.util.HashMap;
import java.util.Map;

/** How a link's item says how its server is reached. */
final class ConnectionJson {

  private ConnectionJson() {}

  static Mapping write(Connection connection) {
    Mapping json = Mapping.of("hostKeys", hostKeys(connection.hostKeys()));
    if (connection.certificates().isPresent()) {
      json = json.with("certificates", connection.certificates().get());
    }
    if (connection.bastion().isPresent()) {
      json = json.with("bastion", bastion(connection.bastion().get()));
    }
    return json;
  }

  private static Mapping hostKeys(Map<String, HostKey> keys) {
    Mapping json = Mapping.empty();
    for (Map.Entry<String, HostKey> entry : keys.entrySet()) {
      json = json.with(entry.getKey(), entry.getValue().toString());
    }
    return json;
  }

  private static Mapping bastion(Bastion bastion) {
    return Mapping.of("host", new Text(bastion.host()))
        .with("port", Num.of(bastion.port()))
        .with("user", bastion.user());
  }

  static Connection read(Mapping json) {
    return new Connection(
        json.get("bastion").map(it -> readBastion((Mapping) it)),
        json.text("certificates"),
        readHostKeys((Mapping) json.get("hostKeys").orElseThrow()));
  }

  private static Bastion readBastion(Mapping json) {
    return new Bastion(
        json.text("host").orElseThrow(),
        ((Num) json.get("port").orElseThrow()).value().intValueExact(),
        json.text("user").orElseThrow());
  }

  private static Map<String, HostKey> readHostKeys(Mapping json) {
    var keys = new HashMap<String, HostKey>();
    for (Map.Entry<String, Node> entry : json.entries().entrySet()) {
      keys.put(entry.getKey(), HostKey.parse(((Text) entry.getValue()).value()).orElseThrow());
    }
    return keys;
  }
}
