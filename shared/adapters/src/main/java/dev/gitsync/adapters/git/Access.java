package dev.gitsync.adapters.git;

import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.port.Credentials;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.eclipse.jgit.lib.Constants;

/**
 * A repository as somebody may see it: what was kept for one token is never given to another.
 *
 * @param digest of address, user and token; tells nothing about them
 */
record Access(String digest) {

  static Access of(LinkSettings settings, Credentials credentials) {
    var digest = Constants.newMessageDigest();
    String all =
        String.join(
            "\n", settings.repository().value(), credentials.username(), credentials.token());
    return new Access(
        HexFormat.of().formatHex(digest.digest(all.getBytes(StandardCharsets.UTF_8))));
  }
}
