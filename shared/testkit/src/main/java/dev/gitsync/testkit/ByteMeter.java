package dev.gitsync.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands before a server on loopback and counts connections and every byte that passes: request and
 * status lines, headers and bodies, in both directions, without what TCP and TLS add.
 */
public final class ByteMeter implements AutoCloseable {

  private final ServerSocket listener;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicLong up = new AtomicLong();
  private final AtomicLong down = new AtomicLong();

  private ByteMeter(ServerSocket listener, int target) {
    this.listener = listener;
    this.target = target;
  }

  /** A meter before the server that listens on a port. */
  public static ByteMeter before(int port) throws IOException {
    var meter = new ByteMeter(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
    Thread.startVirtualThread(meter::accept);
    return meter;
  }

  /** The address that leads through the meter. */
  public URI through(URI uri) {
    return URI.create("http://localhost:" + listener.getLocalPort() + uri.getRawPath());
  }

  /** Counts from nothing. */
  public void reset() {
    connections.set(0);
    up.set(0);
    down.set(0);
  }

  /** How many connections were opened. */
  public int connections() {
    return connections.get();
  }

  /** Bytes sent to the server. */
  public long up() {
    return up.get();
  }

  /** Bytes that came from the server. */
  public long down() {
    return down.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        connections.incrementAndGet();
        var server = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(client);
        sockets.add(server);
        Thread.startVirtualThread(() -> pass(client, server, up));
        Thread.startVirtualThread(() -> pass(server, client, down));
      }
    } catch (IOException closed) {
      // The end of the test.
    }
  }

  private static void pass(Socket from, Socket to, AtomicLong count) {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      var buffer = new byte[16 << 10];
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        count.addAndGet(length);
        out.write(buffer, 0, length);
        out.flush();
      }
    } catch (IOException closed) {
      // One side has gone; so does the other.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
