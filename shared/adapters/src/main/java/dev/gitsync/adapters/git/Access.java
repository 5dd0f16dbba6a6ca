package dev.gitsync.adapters.git;

import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.Credentials.GitHubApp;
import dev.gitsync.flows.port.Credentials.Login;
import dev.gitsync.flows.port.Credentials.SshKey;
import dev.gitsync.flows.port.Credentials.Token;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A repository as somebody may see it: what was kept for one token or key, or for one way to the
 * server, is never given to another.
 *
 * @param digest of all that; tells nothing about it
 */
record Access(String digest) {

  static Access of(LinkSettings settings, Credentials credentials) {
    MessageDigest digest = sha256();
    add(digest, settings.repository().value());
    add(digest, settings.connection().bastion().toString());
    add(digest, settings.connection().certificates().toString());
    secrets(credentials.login()).forEach(secret -> add(digest, secret));
    secrets(credentials.bastion()).forEach(secret -> add(digest, secret));
    return new Access(HexFormat.of().formatHex(digest.digest()));
  }

  /** Names a link by what it may see, where and as whom. */
  String link(LinkSettings settings, LinkLayout layout) {
    MessageDigest sum = sha256();
    add(sum, digest);
    add(sum, settings.branch());
    add(sum, layout.toString());
    return HexFormat.of().formatHex(sum.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private static List<String> secrets(Optional<SshKey> key) {
    return key.map(Access::secrets).orElse(List.of("none"));
  }

  private static List<String> secrets(Login login) {
    return switch (login) {
      case Token(var username, var token) -> List.of("token", username, token);
      case SshKey(var key, var passphrase) -> List.of("key", key, passphrase.toString());
      case GitHubApp(var app, var installation, var key) ->
          List.of("app", Long.toString(app), Long.toString(installation), key);
      case Credentials.AwsRole role -> List.of("role");
    };
  }
}
