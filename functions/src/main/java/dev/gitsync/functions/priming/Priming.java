package dev.gitsync.functions.priming;

import dev.gitsync.core.resource.WorkspaceId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
 * <p>Nothing has to be done after the restore. No connection stays open: the only one that is made,
 * to DynamoDB, is one that the JDK drops before it uses it again after five seconds. What flows
 * remember of servers, branches and tokens is empty before the first run. Ids come from {@link
 * java.security.SecureRandom}, which Lambda seeds anew; Lambda's runtime also forgets addresses of
 * hosts. The SDK asks for new AWS credentials when it sees that the old ones ran out.
 */
public final class Priming implements Resource {
  /** A workspace that is not there, to be looked for. */
  public static final WorkspaceId NOBODY = new WorkspaceId("priming");

  private static final Logger LOG = LoggerFactory.getLogger(Priming.class);

  /** Contexts keep only weak references. */
  private static final List<Priming> KEPT = new CopyOnWriteArrayList<>();

  private final Runnable read;

  Priming(Runnable read) {
    this.read = read;
  }

  /**
   * Has a function primed.
   *
   * @param read one read of a table that changes nothing, such as that of {@link #NOBODY}
   */
  public static void register(Runnable read) {
    var priming = new Priming(read);
    KEPT.add(priming);
    Core.getGlobalContext().register(priming);
    // Without a snapshot a start is shorter by what another processor loads meanwhile.
    Thread.startVirtualThread(() -> samples(new ArrayList<>()));
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
    var done = new ArrayList<String>();
    samples(done);
    step("table", read, done);
    return List.copyOf(done);
  }

  private static void samples(List<String> done) {
    step("https", FirstRun::https, done);
    step("files", FirstRun::files, done);
    step("pack", FirstRun::pack, done);
  }

  private static void step(String name, Runnable step, List<String> done) {
    try {
      step.run();
      done.add(name);
    } catch (RuntimeException | LinkageError e) {
      LOG.atWarn().addKeyValue("step", name).setCause(e).log("not primed");
    }
  }
}
