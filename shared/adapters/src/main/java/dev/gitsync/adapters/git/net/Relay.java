package dev.gitsync.adapters.git.net;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A proxy on loopback ({@code CONNECT}) that leads to one server and no other. An HTTP client goes
 * through it where the connection has to be made by us: to an address that was checked, or through
 * a bastion. The client still sees the server's own certificate.
 */
final class Relay implements AutoCloseable {

  private static final int LONGEST_REQUEST = 8_192;
  private static final int BUFFER = 16 << 10;

  private final String target;
  private final Opener opener;
  private final ServerSocket listener;

  /** Makes a connection to the server. */
  @FunctionalInterface
  interface Opener {
    Socket open() throws IOException;
  }

  private Relay(String target, Opener opener, ServerSocket listener) {
    this.target = target;
    this.opener = opener;
    this.listener = listener;
  }

  /** A relay to one host and port. */
  static Relay start(String host, int port, Opener opener) {
    try {
      var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      var relay = new Relay(host + ":" + port, opener, listener);
      Thread.ofVirtual().name("relay").start(relay::accept);
      return relay;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens. */
  InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException closed) {
      // No client comes any more.
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      var in = new BufferedInputStream(client.getInputStream(), BUFFER);
      String request = request(in);
      if (request.startsWith("CONNECT " + target + " HTTP/1.1\r\n")) {
        connect(client, in);
      } else {
        answer(client, "403 Forbidden");
      }
    } catch (IOException gone) {
      // The client sees that its connection ended.
    }
  }

  private void connect(Socket client, InputStream in) throws IOException {
    Socket server;
    try {
      server = opener.open();
    } catch (IOException | RuntimeException unreachable) {
      answer(client, "502 Bad Gateway");
      return;
    }
    try (server) {
      server.setTcpNoDelay(true);
      answer(client, "200 Connected");
      Thread up = Thread.ofVirtual().start(() -> pass(in, server));
      pass(server.getInputStream(), client);
      up.interrupt();
    }
  }

  private static String request(InputStream in) throws IOException {
    var request = new StringBuilder();
    while (request.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0 || request.length() == LONGEST_REQUEST) {
        throw new IOException("Not a request.");
      }
      request.append((char) next);
    }
    return request.toString();
  }

  private static void answer(Socket client, String status) throws IOException {
    String answer = "HTTP/1.1 " + status + "\r\n\r\n";
    client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
    client.getOutputStream().flush();
  }

  /** Hands on what comes, as it comes, until there is no more. */
  private static void pass(InputStream from, Socket to) {
    try {
      OutputStream out = to.getOutputStream();
      var buffer = new byte[BUFFER];
      for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
        out.write(buffer, 0, length);
        out.flush();
      }
      to.shutdownOutput();
    } catch (IOException gone) {
      // One side has gone; the other is closed with it.
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
