package dev.gitsync.local.lambda;

import dev.gitsync.local.template.CloudTemplate;
import dev.gitsync.local.template.Function;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The functions of the template, and what calls them other than requests. */
public final class Functions implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Functions.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Map<String, RunningFunction> functions;
  private final List<Consumer<Invocation>> listeners = new CopyOnWriteArrayList<>();
  private final Work work = new Work();

  /** Functions that nobody calls yet, made by {@code host}. */
  public Functions(
      List<Function> functions, java.util.function.Function<Function, RunningFunction> host) {
    this.functions = functions.stream().collect(Collectors.toMap(Function::arn, host));
  }

  /** Calls {@code listener} after each run for a queue or a schedule. */
  public void onInvoked(Consumer<Invocation> listener) {
    listeners.add(listener);
  }

  /** The running form of {@code function}. */
  public RunningFunction get(Function function) {
    RunningFunction running = functions.get(function.arn());
    if (running == null) {
      throw new IllegalArgumentException("No function " + function.name());
    }
    return running;
  }

  /** Starts all functions in the background, so that the first events need not wait. */
  public void prepare() {
    for (RunningFunction function : functions.values()) {
      Thread.startVirtualThread(
          () -> {
            try {
              function.prepare();
            } catch (RuntimeException e) {
              LOG.error("{}", e.getMessage(), e.getCause());
            }
          });
    }
  }

  /** Begins to work off the queues and to tick. */
  public void start(CloudTemplate template, SqsClient sqs) {
    template
        .mappings()
        .forEach(
            mapping ->
                Thread.startVirtualThread(
                    new QueuePoller(mapping, get(mapping.function()), sqs, work, this::tell)));
    template
        .schedules()
        .forEach(
            schedule ->
                Thread.startVirtualThread(
                    new ScheduleTicker(schedule, get(schedule.function()), work, this::tell)));
  }

  /** Takes no more work, waits a little for what runs, and ends the functions. */
  @Override
  public void close() {
    work.close(PATIENCE);
    functions.values().forEach(RunningFunction::close);
  }

  private void tell(Invocation invocation) {
    for (Consumer<Invocation> listener : listeners) {
      try {
        listener.accept(invocation);
      } catch (RuntimeException e) {
        LOG.error("A listener failed", e);
      }
    }
  }
}
