package dev.gitsync.core.merge;

import dev.gitsync.core.merge.MergeRule.Extent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.diff.Sequence;
import org.eclipse.jgit.diff.SequenceComparator;
import org.eclipse.jgit.merge.MergeAlgorithm;
import org.eclipse.jgit.merge.MergeChunk;
import org.eclipse.jgit.merge.MergeChunk.ConflictState;
import org.eclipse.jgit.merge.MergeResult;
import org.jspecify.annotations.Nullable;

/**
 * Merges texts by lines, as Git does: changes of lines that overlap or touch each other conflict,
 * the same change on both sides does not. How lines end and whether the last one does are merged
 * apart from what the lines say.
 */
final class LineMerge {

  /**
   * Longer texts are one value: time grows with the square of this, at worst to a third of a
   * second.
   */
  static final int MOST_LINES = 4_000;

  private LineMerge() {}

  /**
   * What came of a merge.
   *
   * @param conflicts how many stretches of lines both sides changed
   */
  record Outcome(String text, int conflicts) {}

  /** Merges; empty where a text is too long for it. */
  static Optional<Outcome> merge(String base, String workspace, String git, MergeRule rule) {
    var common = Lines.of(base);
    var ours = Lines.of(workspace);
    var theirs = Lines.of(git);
    if (common.size() > MOST_LINES || ours.size() > MOST_LINES || theirs.size() > MOST_LINES) {
      return Optional.empty();
    }
    MergeResult<Lines> result = new MergeAlgorithm().merge(new SameLine(), common, ours, theirs);
    if (result.containsConflicts() && rule.extent() == Extent.WHOLE) {
      return Optional.of(new Outcome(rule.side() == Side.WORKSPACE ? workspace : git, 1));
    }
    var lines = new ArrayList<String>();
    int conflicts = 0;
    int winner = rule.side() == Side.WORKSPACE ? 1 : 2;
    for (MergeChunk chunk : result) {
      ConflictState state = chunk.getConflictState();
      if (state == ConflictState.NO_CONFLICT || chunk.getSequenceIndex() == winner) {
        Lines from = result.getSequences().get(chunk.getSequenceIndex());
        lines.addAll(from.lines.subList(chunk.getBegin(), chunk.getEnd()));
      }
      conflicts += state == ConflictState.FIRST_CONFLICTING_RANGE ? 1 : 0;
    }
    String lineBreak = merged(common.lineBreak, ours.lineBreak, theirs.lineBreak, rule);
    String end = merged(common.end, ours.end, theirs.end, rule);
    return Optional.of(new Outcome(Lines.of(lines, lineBreak, end), conflicts));
  }

  /** What one of both changed it to; null says nothing. */
  private static @Nullable String merged(
      @Nullable String base, @Nullable String workspace, @Nullable String git, MergeRule rule) {
    if (git == null || workspace == null) {
      return git == null ? workspace : git;
    }
    if (workspace.equals(base) || git.equals(base)) {
      return workspace.equals(base) ? git : workspace;
    }
    return rule.side() == Side.WORKSPACE ? workspace : git;
  }

  /** A text's lines. */
  private static final class Lines extends Sequence {

    private static final String LF = "\n";
    private static final String CRLF = "\r\n";

    private final List<String> lines;

    /** What ends its lines; null where it has only one. */
    private final @Nullable String lineBreak;

    /** What follows the last line, a line feed or nothing; null where there is no line. */
    private final @Nullable String end;

    private Lines(List<String> lines, @Nullable String lineBreak, @Nullable String end) {
      this.lines = lines;
      this.lineBreak = lineBreak;
      this.end = end;
    }

    static Lines of(String text) {
      if (text.isEmpty()) {
        return new Lines(List.of(), null, null);
      }
      boolean pairs = text.contains(CRLF) && !text.replace(CRLF, "").contains(LF);
      String plain = pairs ? text.replace(CRLF, LF) : text;
      String end = plain.endsWith(LF) ? LF : "";
      String body = plain.substring(0, plain.length() - end.length());
      return new Lines(
          List.of(body.split(LF, -1)), plain.contains(LF) ? (pairs ? CRLF : LF) : null, end);
    }

    static String of(List<String> lines, @Nullable String lineBreak, @Nullable String end) {
      String text = String.join(LF, lines) + (lines.isEmpty() || end == null ? "" : end);
      return CRLF.equals(lineBreak) ? text.replace(LF, CRLF) : text;
    }

    @Override
    public int size() {
      return lines.size();
    }
  }

  private static final class SameLine extends SequenceComparator<Lines> {

    @Override
    public boolean equals(Lines one, int line, Lines other, int otherLine) {
      return one.lines.get(line).equals(other.lines.get(otherLine));
    }

    @Override
    public int hash(Lines text, int line) {
      return text.lines.get(line).hashCode();
    }
  }
}
