package dev.gitsync.logs;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Finds secrets in text: the ones that it is given, plain or within Base64 as in a header, and what
 * looks like one of a kind that we handle.
 */
record SecretSearch(Set<String> needles) {
  private static final Pattern KIND =
      Pattern.compile(
          "-----BEGIN [A-Z ]*PRIVATE KEY-----\\W+\\w{20}"
              + "|\\bgs_[\\w-]{40}\\b"
              + "|\\bgh[opsu]_\\w{30}"
              + "|(?i)\\b(authorization|proxy-authorization)\\W+(basic|bearer) [\\w+/=.-]{12}"
              + "|https?://[^\\s/:@\"]+:[^\\s/@\"]{8,}@");

  /** A search for {@code secrets}, in each way that they may be written. */
  static SecretSearch of(Iterable<String> secrets) {
    Set<String> needles = new TreeSet<>();
    for (String secret : secrets) {
      needles.add(secret);
      for (int offset = 0; offset < 3; offset++) {
        needles.add(withinBase64(secret, offset));
      }
    }
    return new SecretSearch(needles);
  }

  /** The letters that stand for a secret alone, whatever is encoded before and after it. */
  private static String withinBase64(String secret, int offset) {
    byte[] bytes = ("x".repeat(offset) + secret).getBytes(StandardCharsets.UTF_8);
    String encoded = Base64.getEncoder().withoutPadding().encodeToString(bytes);
    return encoded.substring((offset * 8 + 5) / 6, bytes.length * 8 / 6);
  }

  boolean finds(String line) {
    return KIND.matcher(line).find() || needles.stream().anyMatch(line::contains);
  }

  /** Where secrets are: {@code FILE:LINE}, without the secret. */
  List<String> search(Path file) throws IOException {
    List<String> found = new ArrayList<>();
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (finds(line)) {
          found.add(file + ":" + number);
        }
      }
    }
    return found;
  }
}
