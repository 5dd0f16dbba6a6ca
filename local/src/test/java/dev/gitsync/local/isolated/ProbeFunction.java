package dev.gitsync.local.isolated;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.concurrent.locks.LockSupport;

/** Does what its event asks, and otherwise tells what it was asked about. */
public final class ProbeFunction implements RequestHandler<String, String> {
  /** As the Lambda runtime makes it. */
  public ProbeFunction() {
    if (System.getenv("FAIL_INIT") != null) {
      throw new IllegalStateException("asked to fail");
    }
  }

  @Override
  public String handleRequest(String event, Context context) {
    return switch (event) {
      case "throw" -> throw new IllegalStateException("asked to throw");
      case "exit" -> exit();
      case "hang" -> hang();
      case "process" -> Long.toString(ProcessHandle.current().pid());
      case "heap" -> Long.toString(Runtime.getRuntime().maxMemory() >> 20);
      case "time" -> Boolean.toString(context.getRemainingTimeInMillis() > 0);
      case "arn" -> context.getInvokedFunctionArn();
      default -> String.valueOf(System.getenv(event));
    };
  }

  private static String exit() {
    Runtime.getRuntime().halt(3);
    return "";
  }

  private static String hang() {
    while (true) {
      LockSupport.park();
    }
  }
}
