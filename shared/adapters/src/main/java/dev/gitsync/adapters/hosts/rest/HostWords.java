package dev.gitsync.adapters.hosts.rest;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

/** What a host says to people, fit to be shown: one line, short, and without our credentials. */
final class HostWords {

  private static final int LONGEST = 300;

  private HostWords() {}

  /** The words with a space before them; empty where there are none to show. */
  static String of(Optional<String> said, String authorization) {
    return said.map(it -> it.replaceAll("[\\p{Cntrl}\\s]+", " ").strip())
        .filter(it -> !it.isEmpty())
        .filter(it -> secrets(authorization).noneMatch(it::contains))
        .map(it -> " It says: " + sentence(it))
        .orElse("");
  }

  /** What follows is another sentence. */
  private static String sentence(String words) {
    if (words.length() > LONGEST) {
      return words.substring(0, LONGEST) + "…";
    }
    return words.matches(".*[.!?…]") ? words : words + ".";
  }

  private static Stream<String> secrets(String authorization) {
    String value = authorization.substring(authorization.lastIndexOf(' ') + 1);
    if (!authorization.startsWith("Basic ")) {
      return Stream.of(value);
    }
    String pair = new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
    return Stream.of(value, pair.substring(pair.indexOf(':') + 1)).filter(it -> !it.isEmpty());
  }
}
