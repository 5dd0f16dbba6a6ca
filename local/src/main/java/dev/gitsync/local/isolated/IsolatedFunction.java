package dev.gitsync.local.isolated;

import dev.gitsync.local.LocalFault;
import dev.gitsync.local.lambda.FunctionFault;
import dev.gitsync.local.lambda.RunningFunction;
import dev.gitsync.local.template.Function;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A function with environments of its own: another one for each event that comes while all are
 * busy, up to a bound; they stay for later events.
 */
final class IsolatedFunction implements RunningFunction {
  private static final Logger LOG = LoggerFactory.getLogger(IsolatedFunction.class);
  private static final int ENVIRONMENTS = 4;

  /** Lambda gives ten seconds, but its machines have more processors for each process. */
  private static final Duration INIT = Duration.ofSeconds(60);

  private final Function function;
  private final IsolatedFunctions host;
  private final Semaphore room = new Semaphore(ENVIRONMENTS);
  private final Set<Environment> all = new HashSet<>();
  private final Deque<Environment> idle = new ArrayDeque<>();
  private boolean closed;

  IsolatedFunction(Function function, IsolatedFunctions host) {
    this.function = function;
    this.host = host;
  }

  @Override
  public Function function() {
    return function;
  }

  @Override
  public void prepare() {
    room.acquireUninterruptibly();
    try {
      giveBack(take());
    } catch (FunctionFault e) {
      throw new LocalFault("Function " + function.title() + " does not start.", e.getCause());
    } finally {
      room.release();
    }
  }

  @Override
  public String invoke(String event) throws FunctionFault {
    room.acquireUninterruptibly();
    try {
      Environment environment = take();
      try {
        return environment.invoke(event);
      } finally {
        giveBack(environment);
      }
    } catch (FunctionFault e) {
      tell(e);
      throw e;
    } finally {
      room.release();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    all.forEach(Environment::kill);
  }

  private Environment take() throws FunctionFault {
    Environment environment = warm();
    if (environment == null) {
      environment = start();
      environment.awaitReady(INIT);
    }
    return environment;
  }

  private synchronized @Nullable Environment warm() {
    Environment environment = idle.poll();
    while (environment != null && !environment.alive()) {
      forget(environment);
      environment = idle.poll();
    }
    return environment;
  }

  private synchronized Environment start() throws FunctionFault {
    if (closed) {
      throw new FunctionFault(new FunctionError("The system stops."));
    }
    Environment environment = host.start(function);
    all.add(environment);
    return environment;
  }

  private synchronized void giveBack(Environment environment) {
    if (environment.alive()) {
      idle.push(environment);
    } else {
      forget(environment);
    }
  }

  private synchronized void forget(Environment environment) {
    all.remove(environment);
    host.forget(environment);
  }

  private synchronized void tell(FunctionFault fault) {
    if (!closed && fault.getCause() != null) {
      LOG.warn(
          "{}: {}; its log is {}",
          function.title(),
          fault.getCause().getMessage(),
          host.log(function));
    }
  }
}
