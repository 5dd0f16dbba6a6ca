package dev.gitsync.local.http;

import dev.gitsync.local.LocalFault;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** An HTTP/1.1 server that only this machine can reach. */
public final class Loopback implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final int THREADS = 16;

  private final Server server;
  private final ServerConnector connector;

  private Loopback() {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
    threads.setDaemon(true);
    threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
    server = new Server(threads);
    server.setErrorHandler(new JsonErrors());
    server.setStopTimeout(0);
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
    connector.setHost(HOST);
    // A function may wait long for its next event, and a request for its function.
    connector.setIdleTimeout(0);
    server.addConnector(connector);
  }

  /**
   * Takes {@code port}, 0 for any free one. Requests wait until there is a handler.
   *
   * @throws LocalFault when the port is taken
   */
  public static Loopback bind(int port) {
    Loopback loopback = new Loopback();
    loopback.connector.setPort(port);
    try {
      loopback.connector.open();
      return loopback;
    } catch (IOException e) {
      throw fault(port, e);
    }
  }

  /** A server on any free port whose requests go to {@code handler}. */
  public static Loopback serve(Handler handler) {
    Loopback loopback = bind(0);
    loopback.start(handler);
    return loopback;
  }

  /** Begins to answer, by {@code handler}. */
  public void start(Handler handler) {
    server.setHandler(handler);
    try {
      server.start();
    } catch (Exception e) {
      throw new LocalFault("A server does not start: " + e.getMessage(), e);
    }
  }

  /** Where it listens. */
  public URI uri() {
    return URI.create("http://" + HOST + ":" + connector.getLocalPort());
  }

  /** Stops it, cutting off what still runs. */
  @Override
  public void close() {
    try {
      connector.close();
      server.stop();
    } catch (Exception e) {
      throw new LocalFault("A server does not stop: " + e.getMessage(), e);
    }
  }

  private static LocalFault fault(int port, IOException cause) {
    boolean taken = cause instanceof BindException || cause.getCause() instanceof BindException;
    return new LocalFault(
        taken
            ? "Port "
                + port
                + " is in use. Choose another with --port, or --port 0 for any free one."
            : "Cannot listen on port " + port + ": " + cause.getMessage(),
        cause);
  }
}
