package dev.gitsync.functions.priming;

import dev.gitsync.adapters.git.wire.GitObject;
import dev.gitsync.adapters.git.wire.PackWriter;
import dev.gitsync.adapters.webhooks.Signature;
import dev.gitsync.adapters.webhooks.WebhookReader;
import dev.gitsync.adapters.webhooks.WebhookRequest;
import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Json.Malformed;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.yaml.YamlEditor;
import dev.gitsync.core.yaml.YamlReader;
import dev.gitsync.core.yaml.YamlReading.Broken;
import dev.gitsync.core.yaml.YamlReading.Parsed;
import dev.gitsync.flows.link.HostKind;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.eclipse.jgit.lib.Constants;

/** What a run does with a file, a commit, a server or a delivery, with samples in memory. */
final class FirstRun {
  private static final String FILE =
      """
      name: Orders # a comment
      source: postgres
      type: raw_sql
      rawSql: |-
        SELECT id
        FROM orders
      isSchema: false
      primaryKey: id
      """;

  private static final String PUSH =
      """
      {"ref":"refs/heads/main","after":"0123456789abcdef0123456789abcdef01234567"}
      """;

  private FirstRun() {}

  /** Reads YAML and JSON, and edits YAML. */
  static void files() {
    switch (YamlReader.read(FILE)) {
      case Parsed parsed -> {
        Mapping changed = Json.readOwn("{\"name\":\"Orders\",\"source\":\"other\",\"list\":[1]}");
        Json.write(changed);
        YamlEditor.edit(FILE, changed);
      }
      case Broken broken -> throw new IllegalStateException("The sample is broken: " + broken);
    }
  }

  /** Writes a pack with a file. */
  static void pack() {
    var file = GitObject.of(Constants.OBJ_BLOB, FILE.getBytes(StandardCharsets.UTF_8));
    new PackWriter().add(file).bytes();
  }

  /** Reads the public authorities' certificates and makes what begins a TLS connection. */
  static void https() {
    try (HttpClient client = HttpClient.newHttpClient()) {
      SSLContext tls = client.sslContext();
      tls.createSSLEngine("localhost", 443).getSupportedProtocols();
      SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("A JDK without TLS", e);
    }
  }

  /** Looks at the signature of a delivery, and reads it. */
  static void delivery() {
    var headers = Map.of("x-github-event", "push", "x-hub-signature-256", "sha256=0");
    var request =
        new WebhookRequest(HostKind.GITHUB, headers, PUSH.getBytes(StandardCharsets.UTF_8));
    try {
      if (Signature.isBy(List.of("sample"), request)
          || WebhookReader.read(request).isEmpty()
          || request.fingerprint().isEmpty()) {
        throw new IllegalStateException("The sample is not what it should be.");
      }
    } catch (Malformed e) {
      throw new IllegalStateException("The sample is broken.", e);
    }
  }
}
