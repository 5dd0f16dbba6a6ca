package dev.gitsync.adapters.git.ssh;

import dev.gitsync.adapters.git.ssh.SshSessions.Lease;
import dev.gitsync.adapters.git.wire.Endpoint;
import dev.gitsync.adapters.git.wire.PktReader;
import dev.gitsync.adapters.git.wire.WireFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks one repository over SSH. The connection is kept from one repository's questions to the next;
 * what is read of one repository goes through one run of {@code git-upload-pack}, which takes one
 * question of protocol 2 after the other. A question is sent with the start of the program, without
 * waiting for what it says of itself.
 */
public final class SshEndpoint implements Endpoint {

  private static final String UPLOAD = "git-upload-pack";
  private static final Map<String, String> PROTOCOL_2 = Map.of("GIT_PROTOCOL", "version=2");
  private static final byte[] FLUSH = "0000".getBytes(StandardCharsets.US_ASCII);

  private final Supplier<Lease> leases;
  private final String path;
  private Optional<Lease> lease = Optional.empty();
  private Optional<SshProgram> upload = Optional.empty();

  SshEndpoint(Supplier<Lease> leases, String path) {
    this.leases = leases;
    this.path = path;
  }

  @Override
  public PktReader advertisement(String service, Version version) throws IOException {
    return again(
        () -> {
          SshProgram started = start(service, version);
          ByteBuffer said = started.readToFlush();
          if (service.equals(UPLOAD) && isProtocol2(said)) {
            upload = Optional.of(started);
          } else {
            started.send(FLUSH);
            started.close();
          }
          return new PktReader(said);
        });
  }

  @Override
  public PktReader ask(String service, byte[] body) throws IOException {
    return again(
        () -> {
          if (upload.isEmpty()) {
            SshProgram started = start(service, Version.TWO);
            started.send(body);
            if (!isProtocol2(started.readToFlush())) {
              started.close();
              throw new WireFailure(
                  WireFailure.Kind.DECLINED, "The server does not speak protocol 2 any more.");
            }
            upload = Optional.of(started);
          } else {
            upload.get().send(body);
          }
          return new PktReader(upload.get().readToFlush());
        });
  }

  @Override
  public PktReader change(String service, byte[] body) throws IOException {
    SshProgram started =
        again(
            () -> {
              SshProgram fresh = start(service, Version.ZERO);
              fresh.readToFlush();
              return fresh;
            });
    try (started) {
      started.send(body);
      started.finish();
      return new PktReader(started.readToEnd());
    }
  }

  private static boolean isProtocol2(ByteBuffer said) throws WireFailure {
    return new PktReader(said).next().text().equals("version 2");
  }

  private SshProgram start(String service, Version version) throws IOException {
    Lease current = lease.orElseGet(leases);
    lease = Optional.of(current);
    return SshProgram.start(
        current.connection(), service, path, version == Version.TWO ? PROTOCOL_2 : Map.of());
  }

  /** Something that talks to the server and changes nothing. */
  @FunctionalInterface
  private interface Talk<T> {
    T run() throws IOException;
  }

  /** A kept connection that turns out dead costs another try, on a new one. */
  private <T> T again(Talk<T> talk) throws IOException {
    boolean isKept = lease.isEmpty() || lease.get().isKept() || upload.isPresent();
    try {
      return once(talk);
    } catch (WireFailure e) {
      if (e.kind() != WireFailure.Kind.UNREACHABLE || !isKept) {
        throw e;
      }
    } catch (IOException e) {
      if (!isKept) {
        throw e;
      }
    }
    return once(talk);
  }

  /** What is left of a talk that failed must not get in the way of whoever is next. */
  private <T> T once(Talk<T> talk) throws IOException {
    try {
      return talk.run();
    } catch (IOException e) {
      drop();
      throw e;
    }
  }

  private void drop() {
    upload.ifPresent(SshProgram::close);
    upload = Optional.empty();
    lease.ifPresent(Lease::drop);
    lease = Optional.empty();
  }

  @Override
  public void close() {
    upload.ifPresent(SshProgram::close);
    upload = Optional.empty();
    lease.ifPresent(Lease::giveBack);
    lease = Optional.empty();
  }
}
