package dev.gitsync.functions.api;

import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.Credentials.GitHubApp;
import dev.gitsync.flows.port.Credentials.Login;
import dev.gitsync.flows.port.Credentials.SshKey;
import dev.gitsync.flows.port.Credentials.Token;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads credentials out of a request. What it says is wrong quotes none of them. */
final class CredentialsBody {

  private static final List<String> FIELDS =
      List.of("username", "token", "privateKey", "passphrase", "githubApp", "bastion", "apiToken");
  private static final int LONGEST_SECRET = 4_000;
  private static final int LONGEST_KEY = 20_000;

  private final Body body;

  private CredentialsBody(Mapping json) {
    this.body = new Body(json, FIELDS);
  }

  static Credentials read(Mapping json) throws ApiProblem {
    var reader = new CredentialsBody(json);
    var credentials = new Credentials(reader.login(), reader.bastion(), reader.api());
    reader.body.check();
    return credentials;
  }

  private Login login() {
    if (body.has("githubApp")) {
      refuseBeside("githubApp", List.of("username", "token", "privateKey", "passphrase"));
      return app(body.mapping("githubApp", Mapping.empty(), Mapping.empty()));
    }
    if (body.has("privateKey") || body.has("passphrase")) {
      refuseBeside("privateKey", List.of("username", "token"));
      return new SshKey(
          key("privateKey", body.text("privateKey", Optional.empty())),
          passphrase("passphrase", body.optionalText("passphrase", "")));
    }
    return token();
  }

  private void refuseBeside(String field, List<String> others) {
    others.stream()
        .filter(body::has)
        .forEach(other -> body.refuse(other, "It does not go with " + field + "."));
  }

  private Token token() {
    String username = body.text("username", Optional.empty());
    String token = body.text("token", Optional.empty());
    if (username.contains(":") || !isHeaderSafe(username)) {
      body.refuse("username", "It must be one line without a colon.");
    }
    if (!isHeaderSafe(token)) {
      body.refuse("token", "It must be one line.");
    }
    return new Token(username, token);
  }

  private static boolean isHeaderSafe(String secret) {
    return secret.length() <= LONGEST_SECRET
        && secret.chars().noneMatch(c -> c < 0x20 || c == 0x7f);
  }

  private GitHubApp app(Mapping json) {
    long appId = number(json, "appId");
    long installationId = number(json, "installationId");
    return new GitHubApp(
        appId, installationId, key("githubApp", json.text("privateKey").orElse("")));
  }

  private long number(Mapping json, String field) {
    if (json.get(field).orElse(Num.of(0)) instanceof Num(var number)
        && number.scale() <= 0
        && number.signum() > 0
        && number.precision() <= 18) {
      return number.longValueExact();
    }
    body.refuse("githubApp", "It must have the numbers appId and installationId, and privateKey.");
    return 0;
  }

  private Optional<SshKey> bastion() {
    Mapping json = body.mapping("bastion", Mapping.empty(), Mapping.empty());
    if (json.entries().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new SshKey(
            key("bastion", json.text("privateKey").orElse("")),
            passphrase("bastion", json.text("passphrase").orElse(""))));
  }

  /** The token alone, or {@code {"username":…,"token":…}}: some APIs want to know whose it is. */
  private Optional<Token> api() {
    return switch (body.get("apiToken").orElse(new Node.Null())) {
      case Node.Null none -> Optional.empty();
      case Text(var token) -> Optional.of(apiToken("", token));
      case Mapping json when Set.of("username", "token").containsAll(json.entries().keySet()) ->
          Optional.of(apiToken(json.text("username").orElse(""), json.text("token").orElse("")));
      default -> {
        body.refuse("apiToken", "It must be text, or an object of username and token.");
        yield Optional.empty();
      }
    };
  }

  private Token apiToken(String username, String token) {
    if (token.isBlank() || username.contains(":") || !isHeaderSafe(username + token)) {
      body.refuse("apiToken", "It must have a token of one line, and a username without a colon.");
    }
    return new Token(username, token);
  }

  private String key(String field, String text) {
    if (text.length() > LONGEST_KEY || !text.contains("-----BEGIN ")) {
      body.refuse(field, "It must have a private key as OpenSSH or PEM text.");
    }
    return text;
  }

  private Optional<String> passphrase(String field, String text) {
    if (text.length() > LONGEST_SECRET) {
      body.refuse(field, "Its passphrase is too long.");
    }
    return Optional.of(text).filter(it -> !it.isEmpty());
  }
}
