package dev.gitsync.testkit;

import dev.gitsync.flows.port.ActivityLog;
import dev.gitsync.flows.port.Links;
import dev.gitsync.flows.port.Resources;
import java.time.InstantSource;

class InMemoryStoreTest extends StoreContract {

  private final InMemoryStore store = new InMemoryStore(InstantSource.system());

  @Override
  protected Resources resources() {
    return store;
  }

  @Override
  protected Links links() {
    return store;
  }

  @Override
  protected ActivityLog log() {
    return store;
  }
}
