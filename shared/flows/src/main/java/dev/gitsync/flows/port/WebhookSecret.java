package dev.gitsync.flows.port;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the deliveries of a link's webhook are signed with. One that was replaced counts for a day,
 * so that none is refused that was on its way, or that a host sends which was not told yet. Shows
 * nowhere.
 *
 * @param replaced the newest first, {@value #MOST_REPLACED} at most
 */
public record WebhookSecret(String current, List<Replaced> replaced) {

  private static final Duration OVERLAP = Duration.ofDays(1);
  private static final int MOST_REPLACED = 3;

  public WebhookSecret {
    replaced = List.copyOf(replaced);
  }

  /** A secret that was replaced, and until when it counts. */
  public record Replaced(String secret, Instant until) {
    @Override
    public String toString() {
      return "Replaced[until=" + until + "]";
    }
  }

  /** The first of a link. */
  public static WebhookSecret first(String secret) {
    return new WebhookSecret(secret, List.of());
  }

  /** The same with another secret in its place. */
  public WebhookSecret replacedBy(String next, Instant now) {
    var before = new ArrayList<Replaced>();
    before.add(new Replaced(current, now.plus(OVERLAP)));
    replaced.stream().filter(it -> it.until().isAfter(now)).forEach(before::add);
    return new WebhookSecret(next, before.subList(0, Math.min(before.size(), MOST_REPLACED)));
  }

  /** All that count. */
  public List<String> validAt(Instant now) {
    return Stream.concat(
            Stream.of(current),
            replaced.stream().filter(it -> it.until().isAfter(now)).map(Replaced::secret))
        .toList();
  }

  @Override
  public String toString() {
    return "WebhookSecret[replaced=" + replaced + "]";
  }
}
