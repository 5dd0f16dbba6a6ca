package dev.gitsync.adapters.hightouch;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where a workspace's API is.
 *
 * @param base without a slash at its end
 */
public record ApiAddress(URI base) {

  private static final String PATH = "/api/v1";

  /**
   * The address that a text is, of an API or of a site that has it at {@code /api/v1}.
   *
   * @throws IllegalArgumentException where it is none that a key may go to; the message says why,
   *     and quotes nothing
   */
  public static ApiAddress parse(String text) {
    URI address = uri(text);
    if (address.getRawUserInfo() != null
        || address.getRawQuery() != null
        || address.getRawFragment() != null) {
      throw new IllegalArgumentException("must have no user, query or fragment");
    }
    boolean isSecret = "https".equalsIgnoreCase(address.getScheme());
    if (!isSecret && !isLoopback(address.getHost())) {
      throw new IllegalArgumentException("must begin with https, so that nobody reads the key");
    }
    String base = text.replaceAll("/+$", "");
    return new ApiAddress(URI.create(base.endsWith(PATH) ? base : base + PATH));
  }

  private static URI uri(String text) {
    try {
      var address = new URI(text);
      if (address.getHost() != null
          && address.getScheme() != null
          && address.getScheme().matches("(?i)https?")) {
        return address;
      }
    } catch (URISyntaxException e) {
      // Said below, without the text that the exception has.
    }
    throw new IllegalArgumentException("must be an address such as https://sync.example.com");
  }

  private static boolean isLoopback(String host) {
    if (host.equalsIgnoreCase("localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return base.toString();
  }
}
