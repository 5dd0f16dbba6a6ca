package dev.gitsync.flows.link;

import dev.gitsync.core.repo.Person;
import java.time.Instant;
import java.util.Optional;

/**
 * Deletions that the guard has stopped.
 *
 * @param inbound resources whose files were deleted; each is an open conflict of its own
 * @param outbound deletions in the workspace whose files are there still; they are waiting changes
 * @param upTo the sequence of the last of those changes: a word about them is about none that came
 *     later
 * @param since when the first was stopped
 * @param answer what somebody said about them
 * @param by who said it
 */
public record HeldDeletions(
    int inbound, int outbound, long upTo, Instant since, Answer answer, Optional<Person> by) {

  /** What was said. */
  public enum Answer {
    /** Nothing yet. */
    ASKED,
    /** They are meant. */
    APPROVED,
    /** They are not: what was deleted on one side comes back there. */
    REFUSED
  }

  /** These with somebody's word on them. */
  public HeldDeletions answered(Answer word, Person person) {
    return new HeldDeletions(inbound, outbound, upTo, since, word, Optional.of(person));
  }

  /** These with another number of deletions in the workspace; a word is needed on new ones. */
  public HeldDeletions withOutbound(int count, long last) {
    Answer word = count > 0 ? Answer.ASKED : answer;
    return new HeldDeletions(inbound, count, last, since, word, by);
  }

  /** These with another number of deleted files; a word is needed on new ones. */
  public HeldDeletions withInbound(int count) {
    Answer word = count > 0 ? Answer.ASKED : answer;
    return new HeldDeletions(count, outbound, upTo, since, word, by);
  }

  /** What is left of these once one deleted file was decided by itself; empty for nothing. */
  public Optional<HeldDeletions> withoutOneFile() {
    int left = Math.max(0, inbound - 1);
    return left + outbound == 0
        ? Optional.empty()
        : Optional.of(new HeldDeletions(left, outbound, upTo, since, answer, by));
  }

  /** Whether somebody has said something that is not done yet. */
  public boolean isAnswered() {
    return answer != Answer.ASKED;
  }
}
