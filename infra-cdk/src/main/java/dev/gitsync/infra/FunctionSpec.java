package dev.gitsync.infra;

import java.time.Duration;

/**
 * The functions: which class handles each, how long a run may take and with how much memory, and
 * what it does with the repositories of CodeCommit that it may use.
 */
enum FunctionSpec {
  API("ApiHandler", Duration.ofSeconds(29), 1024, CodeCommitUse.READ),
  AUTHORIZER("AuthorizerHandler", Duration.ofSeconds(10), 512, CodeCommitUse.NONE),
  POLL("PollHandler", Duration.ofSeconds(55), 512, CodeCommitUse.LOOK),
  OUTBOUND("OutboundHandler", Duration.ofSeconds(60), 1024, CodeCommitUse.PROPOSE),
  INBOUND("InboundHandler", Duration.ofMinutes(2), 1024, CodeCommitUse.FOLLOW),
  RESYNC("ResyncHandler", Duration.ofMinutes(15), 1024, CodeCommitUse.PROPOSE),
  CHECK("CheckHandler", Duration.ofSeconds(60), 1024, CodeCommitUse.CHECK),
  WEBHOOK("WebhookHandler", Duration.ofSeconds(10), 1024, CodeCommitUse.NONE),
  CODECOMMIT_EVENT("CodeCommitEventHandler", Duration.ofSeconds(10), 512, CodeCommitUse.NONE);

  private final String handlerClass;
  private final Duration timeout;
  private final int megabytes;
  private final CodeCommitUse codeCommit;

  FunctionSpec(String handlerClass, Duration timeout, int megabytes, CodeCommitUse codeCommit) {
    this.handlerClass = handlerClass;
    this.timeout = timeout;
    this.megabytes = megabytes;
    this.codeCommit = codeCommit;
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

  CodeCommitUse codeCommit() {
    return codeCommit;
  }
}
