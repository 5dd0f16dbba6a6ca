package dev.gitsync.functions.api;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Enums as the API writes them: in small letters. */
final class Words {

  private Words() {}

  static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** All of them, as a message says it: {@code workspace, git or hold}. */
  static <E extends Enum<E>> String listed(Class<E> words) {
    List<String> all = Arrays.stream(words.getEnumConstants()).map(Words::of).toList();
    return String.join(", ", all.subList(0, all.size() - 1)) + " or " + all.getLast();
  }
}
