package dev.gitsync.adapters.git;

import dev.gitsync.adapters.git.wire.ReceivePack;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.flows.TryLater;
import dev.gitsync.flows.port.GitRemote.HeadMoved;
import dev.gitsync.flows.port.GitRemote.PushOutcome;
import dev.gitsync.flows.port.GitRemote.Pushed;
import dev.gitsync.flows.port.GitRemote.Reason;
import dev.gitsync.flows.port.GitRemote.Refused;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.jspecify.annotations.Nullable;

/** Makes out what became of a push. A push without a report is no success. */
final class PushReport {

  private static final int LONGEST_WORDS = 500;

  /** What C git, JGit and hosts say when the branch is not where the push said it was. */
  private static final List<String> MOVED =
      List.of(
          "failed to update ref",
          "cannot lock ref",
          "but expected",
          "fetch first",
          "lock_failure",
          "lock error",
          "invalid old id");

  private PushReport() {}

  static PushOutcome read(RemoteRefUpdate update, String messages, List<CommitId> commits) {
    String words = words(update.getMessage(), messages);
    return switch (update.getStatus()) {
      case OK -> new Pushed(commits);
      case REJECTED_REMOTE_CHANGED, REJECTED_NONFASTFORWARD -> new HeadMoved();
      case REJECTED_OTHER_REASON -> rejected(words);
      case REJECTED_NODELETE, NON_EXISTING, UP_TO_DATE -> refused(words);
      case AWAITING_REPORT, NOT_ATTEMPTED -> throw silent();
    };
  }

  static PushOutcome read(ReceivePack.Report report, List<CommitId> commits) {
    return switch (report.verdict()) {
      case ReceivePack.Accepted accepted -> new Pushed(commits);
      case ReceivePack.Rejected(var reason) -> rejected(words(reason, report.messages()));
      case ReceivePack.NotUnpacked(var reason) ->
          new Refused(
              Refusal.ofPack(words(reason, report.messages())), words(reason, report.messages()));
      case ReceivePack.TooLarge tooLarge ->
          new Refused(Reason.SIZE, "The push is larger than the server takes at once.");
      case ReceivePack.Silent silent -> throw silent();
    };
  }

  private static PushOutcome rejected(String words) {
    return isMoved(words) ? new HeadMoved() : refused(words);
  }

  private static Refused refused(String words) {
    return new Refused(Refusal.of(words), words);
  }

  private static TryLater silent() {
    return new TryLater("GIT-012", "The server did not say what became of the push.", null);
  }

  /** A server that gives no reason is taken to have lost a race: looking again does no harm. */
  private static boolean isMoved(String words) {
    if (words.isEmpty()) {
      return true;
    }
    String lower = words.toLowerCase(Locale.ROOT);
    return MOVED.stream().anyMatch(lower::contains);
  }

  /** Without what a carriage return lets the next words overwrite, as progress does. */
  private static String asOnAScreen(String text) {
    return text.replaceAll("[^\\r\\n]*\\r(?!\\n)", "");
  }

  private static String words(@Nullable String reason, String messages) {
    String all =
        String.join(
            " ",
            Stream.of(reason == null ? "" : reason, messages)
                .map(PushReport::asOnAScreen)
                .map(part -> part.replaceAll("[\\s\\p{Cntrl}]+", " ").strip())
                .filter(part -> !part.isEmpty())
                .toList());
    return all.length() > LONGEST_WORDS ? all.substring(0, LONGEST_WORDS) + "..." : all;
  }
}
