package dev.gitsync.core.merge;

import dev.gitsync.core.merge.MergeRule.Extent;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** Merges files as Git does: by lines, whatever they say. */
public final class TextMerge {

  private static final MergeRule ANY = new MergeRule(Side.GIT, Extent.WHOLE, Set.of(), Set.of());

  private TextMerge() {}

  /** Merges; empty where both sides changed the same lines, or a file is very long. */
  public static Optional<byte[]> merge(byte[] base, byte[] ours, byte[] theirs) {
    return LineMerge.merge(text(base), text(ours), text(theirs), ANY)
        .filter(outcome -> outcome.conflicts() == 0)
        .map(outcome -> outcome.text().getBytes(StandardCharsets.ISO_8859_1));
  }

  /** A character for each byte: what bytes mean does not matter here. */
  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
