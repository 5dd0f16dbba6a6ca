package dev.gitsync.functions.webhooks;

import static dev.gitsync.testkit.Fixtures.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.WebhookFlow;
import dev.gitsync.flows.host.CheckTarget;
import dev.gitsync.flows.host.CheckTarget.OfPullRequest;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.LinkState;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.Hints;
import dev.gitsync.testkit.InMemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the sample events of CodeCommit are hints at: their names say it. */
class CodeCommitEventsTest {

  private static final Path EVENTS = Path.of("..", "events", "codecommit-event");
  private static final CommitId READ = new CommitId("1".repeat(40));

  private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-02T12:00:00Z"));
  private final InMemoryStore store = new InMemoryStore(clock);
  private final List<String> hints = new ArrayList<>();
  private final CodeCommitEvents events =
      new CodeCommitEvents(store, new WebhookFlow(store, new RecordingHints(), clock));

  private final class RecordingHints implements Hints {
    @Override
    public void outbound(WorkspaceId workspace) {
      hints.add("outbound");
    }

    @Override
    public void inbound(WorkspaceId workspace) {
      hints.add("inbound");
    }

    @Override
    public void resync(WorkspaceId workspace) {
      hints.add("resync");
    }

    @Override
    public void check(Link link, CheckTarget target) {
      assertThat(target).isEqualTo(new OfPullRequest(12));
      hints.add("check");
    }
  }

  static List<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(EVENTS)) {
      return files.sorted().toList();
    }
  }

  private void link(String address) {
    var settings =
        new LinkSettings(new RepositoryUrl(address), "main", "", LinkSettings.Mode.RUNNING);
    store.create(new Link(ACME, settings, LinkState.INITIAL.pushed(READ), 0));
  }

  private static List<String> named(Path event) {
    String hint = event.getFileName().toString().split("\\.", -1)[1];
    return hint.equals("nothing") ? List.of() : List.of(hint);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void hintsAtWhatTheNameSaysForALinkByIam(Path event) throws IOException {
    link("codecommit::eu-central-1://models");
    events.take(Files.readAllBytes(event));
    assertThat(hints).isEqualTo(named(event));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void hintsAtTheSameForALinkBySsh(Path event) throws IOException {
    link("ssh://APKAEXAMPLE@git-codecommit.eu-central-1.amazonaws.com/v1/repos/models");
    events.take(Files.readAllBytes(event));
    assertThat(hints).isEqualTo(named(event));
  }
}
