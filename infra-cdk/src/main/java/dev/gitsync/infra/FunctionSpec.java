package dev.gitsync.infra;

import java.time.Duration;

/** The functions: which class handles each, how long a run may take and with how much memory. */
enum FunctionSpec {
  API("ApiHandler", Duration.ofSeconds(29), 1024),
  POLL("PollHandler", Duration.ofSeconds(55), 512),
  OUTBOUND("OutboundHandler", Duration.ofMinutes(2), 1024),
  INBOUND("InboundHandler", Duration.ofMinutes(2), 1024),
  RESYNC("ResyncHandler", Duration.ofMinutes(15), 1024);

  private final String handlerClass;
  private final Duration timeout;
  private final int megabytes;

  FunctionSpec(String handlerClass, Duration timeout, int megabytes) {
    this.handlerClass = handlerClass;
    this.timeout = timeout;
    this.megabytes = megabytes;
  }

  String handler() {
    return "dev.gitsync.functions." + handlerClass + "::handleRequest";
  }

  Duration timeout() {
    return timeout;
  }

  int megabytes() {
    return megabytes;
  }
}
