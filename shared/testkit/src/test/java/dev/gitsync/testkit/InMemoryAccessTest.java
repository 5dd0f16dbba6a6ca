package dev.gitsync.testkit;

import dev.gitsync.flows.port.ApiKeys;
import dev.gitsync.flows.port.Members;

class InMemoryAccessTest extends AccessContract {

  private final ApiKeys keys = new InMemoryApiKeys();
  private final Members members = new InMemoryMembers();

  @Override
  protected ApiKeys keys() {
    return keys;
  }

  @Override
  protected Members members() {
    return members;
  }
}
