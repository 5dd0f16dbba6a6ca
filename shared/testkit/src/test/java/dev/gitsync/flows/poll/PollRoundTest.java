package dev.gitsync.flows.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.LinkState;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.poll.PollRound.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PollRoundTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final Set<Link> asked = ConcurrentHashMap.newKeySet();

  private static List<Link> links(String host, int number) {
    var links = new ArrayList<Link>();
    for (int i = 0; i < number; i++) {
      String name = host.replaceAll("[^a-z]", "-") + i;
      var settings =
          new LinkSettings(
              new RepositoryUrl(host + "/" + name + ".git"), "main", "", LinkSettings.Mode.RUNNING);
      links.add(new Link(new WorkspaceId(name), settings, LinkState.INITIAL, 1));
    }
    return links;
  }

  private static List<Link> both(List<Link> some, List<Link> others) {
    var all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }

  private Answer answer(Link link) {
    asked.add(link);
    return Answer.ANSWERED;
  }

  @Test
  void asksAboutEachLinkOnce() {
    var times = new AtomicInteger();
    List<Link> links = both(links("https://one.example", 50), links("ssh://two.example", 50));
    int left =
        new PollRound(LONG)
            .ask(
                links,
                link -> {
                  times.incrementAndGet();
                  return answer(link);
                });
    assertThat(left).isZero();
    assertThat(asked).containsExactlyInAnyOrderElementsOf(links);
    assertThat(times).hasValue(100);
  }

  @Test
  void asksAServerOnlySoMuchAtATime() {
    assertThat(mostAtOnce("https://one.example")).isBetween(2, 32);
    assertThat(mostAtOnce("ssh://one.example")).isBetween(2, 8);
  }

  private int mostAtOnce(String host) {
    var now = new AtomicInteger();
    var most = new AtomicInteger();
    new PollRound(LONG)
        .ask(
            links(host, 120),
            link -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              pause(Duration.ofMillis(30));
              now.decrementAndGet();
              return Answer.ANSWERED;
            });
    return most.get();
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void leavesTheRestOfAServerThatDoesNotAnswerForTheNextRound() {
    List<Link> dead = links("https://dead.example", 100);
    List<Link> sound = links("https://sound.example", 100);
    int left =
        new PollRound(LONG)
            .ask(both(dead, sound), link -> dead.contains(link) ? Answer.SILENT : answer(link));
    assertThat(left).isBetween(95, 97);
    assertThat(asked).containsExactlyInAnyOrderElementsOf(sound);
  }

  @Test
  void goesOnWithAServerThatDoesNotAnswerForSome() {
    List<Link> links = links("https://one.example", 90);
    int left =
        new PollRound(LONG)
            .ask(
                links,
                link -> {
                  answer(link);
                  return asked.size() % 5 == 0 ? Answer.SILENT : Answer.ANSWERED;
                });
    assertThat(left).isZero();
  }

  @Test
  void endsInTimeAlthoughAServerKeepsItWaiting() {
    var never = new CountDownLatch(1);
    var interrupted = new AtomicInteger();
    List<Link> stuck = links("https://stuck.example", 100);
    List<Link> sound = links("https://sound.example", 20);
    int left =
        new PollRound(Duration.ofMillis(600))
            .ask(
                both(stuck, sound),
                link -> {
                  if (!stuck.contains(link)) {
                    return answer(link);
                  }
                  try {
                    never.await();
                  } catch (InterruptedException e) {
                    interrupted.incrementAndGet();
                  }
                  return Answer.SILENT;
                });
    assertThat(asked).containsExactlyInAnyOrderElementsOf(sound);
    assertThat(interrupted).hasValue(3);
    assertThat(left).isEqualTo(97);
  }
}
