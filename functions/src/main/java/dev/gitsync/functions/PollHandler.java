package dev.gitsync.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.gitsync.flows.PollFlow;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at the links that are due, on each tick of the schedule. */
public final class PollHandler implements RequestHandler<ScheduledEvent, @Nullable Void> {

  private final PollFlow flow;

  /** As the Lambda runtime makes it. */
  public PollHandler() {
    this(Wiring.onLambda());
  }

  /** With an environment of one's own. */
  public PollHandler(Map<String, String> environment) {
    this(new Wiring(environment));
  }

  private PollHandler(Wiring wiring) {
    this.flow = wiring.poll();
  }

  @Override
  public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
    flow.run();
    return null;
  }
}
