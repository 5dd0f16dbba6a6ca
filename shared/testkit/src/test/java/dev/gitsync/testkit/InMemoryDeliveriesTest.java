package dev.gitsync.testkit;

import dev.gitsync.flows.port.Deliveries;
import java.time.InstantSource;

class InMemoryDeliveriesTest extends DeliveriesContract {

  @Override
  protected Deliveries deliveries(InstantSource clock) {
    return new InMemoryDeliveries(clock);
  }
}
