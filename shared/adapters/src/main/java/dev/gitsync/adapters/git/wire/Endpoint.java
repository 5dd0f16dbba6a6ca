package dev.gitsync.adapters.git.wire;

import java.io.IOException;

/**
 * Where one repository is asked by Git's protocol, by HTTP or SSH. Services are {@code
 * git-upload-pack} and {@code git-receive-pack}.
 */
public interface Endpoint extends AutoCloseable {

  /** Which version of the protocol is asked for. */
  enum Version {
    ZERO,
    TWO
  }

  /** What the server says of a service before it is asked anything. */
  PktReader advertisement(String service, Version version) throws IOException;

  /** Asks something by protocol 2 that changes nothing; asked again when a kept way is dead. */
  PktReader ask(String service, byte[] body) throws IOException;

  /** Asks for a change: sent once, since nobody knows what became of it when no answer comes. */
  PktReader change(String service, byte[] body) throws IOException;

  /** Ends what is open for this repository alone. */
  @Override
  default void close() {}
}
