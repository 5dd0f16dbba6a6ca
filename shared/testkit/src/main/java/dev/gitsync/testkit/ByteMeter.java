package dev.gitsync.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands before a server on loopback and counts connections and every byte that passes: request and
 * status lines, headers and bodies and what TLS adds, in both directions, without what TCP adds.
 * Puts the server as far away as it is told: bytes arrive later, and as fast as they were sent.
 */
public final class ByteMeter implements AutoCloseable {

  private final ServerSocket listener;
  private final int target;
  private final long oneWay;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicLong up = new AtomicLong();
  private final AtomicLong down = new AtomicLong();

  private ByteMeter(ServerSocket listener, int target, Duration roundTrip) {
    this.listener = listener;
    this.target = target;
    this.oneWay = roundTrip.toNanos() / 2;
  }

  /** A meter before the server that listens on a port. */
  public static ByteMeter before(int port) throws IOException {
    return before(port, Duration.ZERO);
  }

  /** A meter before a server that seems to be so far away. */
  public static ByteMeter before(int port, Duration roundTrip) throws IOException {
    var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var meter = new ByteMeter(listener, port, roundTrip);
    Thread.startVirtualThread(meter::accept);
    return meter;
  }

  /** The address that leads through the meter. */
  public URI through(URI uri) {
    return URI.create(
        uri.getScheme() + "://localhost:" + listener.getLocalPort() + uri.getRawPath());
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

  /** Ends the connections that are open. */
  public void hangUp() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private void accept() {
    try {
      while (true) {
        pass(listener.accept());
      }
    } catch (IOException closed) {
      // The end of the test.
    }
  }

  /**
   * A client is let in at once, but learns a round trip after it asked that it was, and its answer
   * to that takes half of one more until the server may speak.
   */
  private void pass(Socket client) throws IOException {
    connections.incrementAndGet();
    var server = new Socket(InetAddress.getLoopbackAddress(), target);
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    sockets.add(client);
    sockets.add(server);
    long now = System.nanoTime();
    new Way(client, server, up, now + 2 * oneWay).start();
    new Way(server, client, down, now + 3 * oneWay).start();
  }

  /** Bytes on their way; none are the last. */
  private static final class Chunk {
    private final byte[] bytes;
    private final long due;

    Chunk(byte[] bytes, long due) {
      this.bytes = bytes;
      this.due = due;
    }
  }

  /** One direction of a connection. */
  private final class Way {
    private final Socket from;
    private final Socket to;
    private final AtomicLong count;
    private final long open;
    private final BlockingQueue<Chunk> travelling = new LinkedBlockingQueue<>();

    Way(Socket from, Socket to, AtomicLong count, long open) {
      this.from = from;
      this.to = to;
      this.count = count;
      this.open = open;
    }

    void start() {
      Thread.startVirtualThread(this::depart);
      Thread.startVirtualThread(this::arrive);
    }

    private void depart() {
      try {
        InputStream in = from.getInputStream();
        var buffer = new byte[64 << 10];
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
          count.addAndGet(length);
          send(Arrays.copyOf(buffer, length));
        }
      } catch (IOException closed) {
        // One side has gone; so does the other.
      }
      send(new byte[0]);
    }

    private void send(byte[] bytes) {
      travelling.add(new Chunk(bytes, Math.max(System.nanoTime(), open) + oneWay));
    }

    private void arrive() {
      try (from;
          to) {
        OutputStream out = to.getOutputStream();
        for (Chunk chunk = travelling.take(); chunk.bytes.length > 0; chunk = travelling.take()) {
          TimeUnit.NANOSECONDS.sleep(chunk.due - System.nanoTime());
          out.write(chunk.bytes);
        }
      } catch (IOException closed) {
        // One side has gone; so does the other.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    hangUp();
  }
}
