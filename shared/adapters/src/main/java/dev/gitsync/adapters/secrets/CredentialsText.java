package dev.gitsync.adapters.secrets;

import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.Credentials.GitHubApp;
import dev.gitsync.flows.port.Credentials.Login;
import dev.gitsync.flows.port.Credentials.SshKey;
import dev.gitsync.flows.port.Credentials.Token;
import java.util.Optional;

/**
 * What a secret holds: {@code {"username":…,"token":…}}, {@code {"privateKey":…,"passphrase":…}} or
 * {@code {"githubApp":{"appId":…,"installationId":…,"privateKey":…}}}, and where there is a bastion
 * its key as {@code "bastion"}; where the host's API wants another token, {@code "api"}, which is
 * like the first.
 */
final class CredentialsText {

  private CredentialsText() {}

  static String write(Credentials credentials) {
    Mapping json = login(credentials.login());
    Mapping known = credentials.bastion().map(key -> json.with("bastion", key(key))).orElse(json);
    return Json.write(
        credentials.api().map(token -> known.with("api", login(token))).orElse(known));
  }

  private static Mapping login(Login login) {
    return switch (login) {
      case Token(var username, var token) ->
          Mapping.of("username", new Text(username)).with("token", token);
      case SshKey key -> key(key);
      case GitHubApp app ->
          Mapping.of(
              "githubApp",
              Mapping.of("appId", Num.of(app.appId()))
                  .with("installationId", Num.of(app.installationId()))
                  .with("privateKey", app.privateKey()));
      case Credentials.AwsRole role ->
          throw new IllegalArgumentException("A role has no secret to keep.");
    };
  }

  private static Mapping key(SshKey key) {
    Mapping json = Mapping.of("privateKey", new Text(key.privateKey()));
    return key.passphrase().map(it -> json.with("passphrase", it)).orElse(json);
  }

  static Credentials read(String text) {
    Mapping json = Json.readOwn(text);
    return new Credentials(
        readLogin(json),
        json.get("bastion").map(it -> readKey((Mapping) it)),
        json.get("api").map(it -> readToken((Mapping) it)));
  }

  private static Login readLogin(Mapping json) {
    if (json.get("githubApp").isPresent()) {
      Mapping app = (Mapping) json.get("githubApp").get();
      return new GitHubApp(
          number(app, "appId"), number(app, "installationId"), text(app, "privateKey"));
    }
    return json.get("privateKey").isPresent() ? readKey(json) : readToken(json);
  }

  private static Token readToken(Mapping json) {
    return new Token(text(json, "username"), text(json, "token"));
  }

  private static SshKey readKey(Mapping json) {
    return new SshKey(
        text(json, "privateKey"), Optional.of(json).flatMap(it -> it.text("passphrase")));
  }

  private static String text(Mapping json, String field) {
    return json.text(field).orElseThrow();
  }

  private static long number(Mapping json, String field) {
    return ((Num) json.get(field).orElseThrow()).value().longValueExact();
  }
}
