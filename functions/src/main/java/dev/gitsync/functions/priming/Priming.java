package dev.gitsync.functions.priming;

import dev.gitsync.core.resource.WorkspaceId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads, before <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks.html">Lambda's
 * snapshot</a>, the classes that the first run uses, so that a restored function has them. Whatever
 * fails is logged and does not fail the snapshot: the first run would load it then.
 *
 * <p>Nothing has to be done after the restore. No connection stays open: those that are made, to
 * DynamoDB and Secrets Manager, the JDK drops before it uses them again after five seconds. What
 * flows remember of servers, branches and tokens is empty before the first run. Ids come from
 * {@link java.security.SecureRandom}, which Lambda seeds anew; Lambda's runtime also forgets
 * addresses of hosts. The SDK asks for new AWS credentials when it sees that the old ones ran out.
 */
public final class Priming implements Resource {
  /** A workspace that is not there, to be looked for. */
  public static final WorkspaceId NOBODY = new WorkspaceId("priming");

  private static final Logger LOG = LoggerFactory.getLogger(Priming.class);

  /** Contexts keep only weak references. */
  private static final List<Priming> KEPT = new CopyOnWriteArrayList<>();

  private final Samples samples;
  private final Runnable read;

  Priming(Samples samples, Runnable read) {
    this.samples = samples;
    this.read = read;
  }

  /** What a function does with samples in memory. */
  public enum Samples {
    /** What moves files between Git and a workspace. */
    OF_SYNC,
    /** What takes the deliveries of webhooks. */
    OF_DELIVERIES,
    /** What only reads a table. */
    NONE;

    private List<Step> steps() {
      return switch (this) {
        case OF_SYNC ->
            List.of(
                new Step("https", FirstRun::https),
                new Step("files", FirstRun::files),
                new Step("pack", FirstRun::pack));
        case OF_DELIVERIES -> List.of(new Step("delivery", FirstRun::delivery));
        case NONE -> List.of();
      };
    }
  }

  private record Step(String name, Runnable action) {}

  /**
   * Has a function primed.
   *
   * @param read reads of tables that change nothing, such as that of {@link #NOBODY}
   */
  public static void register(Samples samples, Runnable read) {
    var priming = new Priming(samples, read);
    KEPT.add(priming);
    Core.getGlobalContext().register(priming);
    // Without a snapshot a start is shorter by what another processor loads meanwhile.
    Thread.startVirtualThread(() -> samples.steps().forEach(Priming::take));
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    LOG.atInfo().addKeyValue("steps", prime()).log("primed");
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    // See above why there is nothing to do.
  }

  /** Takes all steps, and gives the names of those that succeeded. */
  List<String> prime() {
    return Stream.concat(samples.steps().stream(), Stream.of(new Step("table", read)))
        .filter(Priming::take)
        .map(Step::name)
        .toList();
  }

  private static boolean take(Step step) {
    try {
      step.action().run();
      return true;
    } catch (RuntimeException | LinkageError e) {
      LOG.atWarn().addKeyValue("step", step.name()).setCause(e).log("not primed");
      return false;
    }
  }
}
