package dev.gitsync.local;

import dev.gitsync.core.change.Activity;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.link.LinkState;
import dev.gitsync.flows.port.ActivityLog;
import dev.gitsync.flows.port.Links;
import dev.gitsync.functions.Wiring;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Prints what happens: what comes into the activity logs, and what goes wrong; a line each. */
final class ActivityPrinter {

  private static final int PAGE = 50;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

  private final ActivityLog log;
  private final Links links;
  private final InstantSource clock;
  private final Map<WorkspaceId, String> last = new HashMap<>();
  private final Map<WorkspaceId, Set<String>> wrong = new HashMap<>();
  private final Consumer<String> out;

  /** Prints what comes after what is there now. */
  ActivityPrinter(Wiring wiring, List<WorkspaceId> workspaces, Consumer<String> out) {
    this.log = wiring.activityLog();
    this.links = wiring.links();
    this.clock = wiring.clock();
    this.out = out;
    for (WorkspaceId workspace : workspaces) {
      last.put(
          workspace,
          log.page(workspace, Optional.empty(), 1).stream()
              .findFirst()
              .map(Activity::id)
              .orElse(""));
    }
  }

  /** Prints what is new. */
  synchronized void print() {
    for (WorkspaceId workspace : List.copyOf(last.keySet())) {
      for (Activity entry : news(workspace).reversed()) {
        out.accept(line(entry));
        last.put(workspace, entry.id());
      }
      links.find(workspace).ifPresent(link -> printWrong(workspace, link.state()));
    }
  }

  private void printWrong(WorkspaceId workspace, LinkState state) {
    var found = new LinkedHashSet<String>();
    state.problems().forEach(problem -> found.add("PROBLEM   " + problem));
    state
        .failures()
        .values()
        .forEach(
            it -> found.add("FAILING   %s %s %s".formatted(it.code(), it.message(), it.remedy())));
    Set<String> known = wrong.getOrDefault(workspace, Set.of());
    for (String line : found) {
      if (!known.contains(line)) {
        out.accept("%s  %-16s %s".formatted(TIME.format(clock.instant()), workspace, line));
      }
    }
    wrong.put(workspace, found);
  }

  private List<Activity> news(WorkspaceId workspace) {
    String seen = last.getOrDefault(workspace, "");
    var news = new ArrayList<Activity>();
    Optional<String> before = Optional.empty();
    while (true) {
      List<Activity> page = log.page(workspace, before, PAGE);
      for (Activity entry : page) {
        if (entry.id().compareTo(seen) <= 0) {
          return news;
        }
        news.add(entry);
      }
      if (page.size() < PAGE) {
        return news;
      }
      before = Optional.of(page.getLast().id());
    }
  }

  /** {@code 12:00:01 acme-staging OUTBOUND update model "orders" by Ada: committed 1a2b3c4d5e}. */
  private static String line(Activity entry) {
    return "%s  %-16s %-8s  %s %s by %s: %s%s%s"
        .formatted(
            TIME.format(entry.at()),
            entry.workspace(),
            entry.direction(),
            word(entry.action()),
            entry.ref(),
            entry.actor().name().replaceAll("\\p{Cntrl}", "?"),
            word(entry.outcome()).replace('_', ' '),
            entry.commit().map(CommitId::abbreviated).map(id -> " " + id).orElse(""),
            entry.conflicts().isEmpty() ? "" : ", " + entry.conflicts().size() + " conflicts");
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
