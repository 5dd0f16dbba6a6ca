package dev.gitsync.infra;

import java.util.Locale;

/** Ids of statements, which take letters and digits only. */
final class Sid {
  private Sid() {}

  /** {@code LinksTable} for {@code LINKS_TABLE}. */
  static String of(String constant) {
    StringBuilder sid = new StringBuilder();
    for (String word : constant.split("_", -1)) {
      sid.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return sid.toString();
  }
}
