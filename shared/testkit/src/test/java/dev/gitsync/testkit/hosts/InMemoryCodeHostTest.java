package dev.gitsync.testkit.hosts;

import dev.gitsync.flows.port.CodeHost;

class InMemoryCodeHostTest extends CodeHostContract {

  @Override
  protected CodeHost host(HostedRepository around) {
    return new InMemoryCodeHost(around);
  }

  @Override
  protected boolean showsAnnotations() {
    return true;
  }
}
