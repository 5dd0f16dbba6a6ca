package dev.gitsync.bench.git;

import dev.gitsync.testkit.ByteMeter;
import dev.gitsync.testkit.CGitServer;
import dev.gitsync.testkit.OpenSshServer;
import dev.gitsync.testkit.SelfSigned;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A server with repositories in a temporary folder: in memory where there is room, since a slow
 * disk would say more about the machine than about the peers.
 */
record Host(Path folder, SelfSigned certificate, CGitServer server, Optional<SshHost> ssh)
    implements AutoCloseable {

  private static final Path MEMORY = Path.of("/dev/shm");
  private static final long ROOM = 2L << 30;

  static Host start() throws IOException {
    Path folder = temporaryFolder();
    SelfSigned certificate = SelfSigned.make(folder);
    Tls.trust(certificate);
    Optional<SshHost> ssh =
        OpenSshServer.program().isPresent()
            ? Optional.of(SshHost.start(folder.resolve("ssh")))
            : Optional.empty();
    return new Host(folder, certificate, CGitServer.start(folder, certificate), ssh);
  }

  private static Path temporaryFolder() throws IOException {
    return Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > ROOM
        ? Files.createTempDirectory(MEMORY, "gitsync-bench")
        : Files.createTempDirectory("gitsync-bench");
  }

  SampleRepository repository(Shape shape) {
    return new SampleRepository(folder.resolve(path(shape)), shape);
  }

  private static String path(Shape shape) {
    return shape.name() + ".git";
  }

  private URI uri(Shape shape) {
    return server.uri(path(shape));
  }

  /** A lane for a peer, so far from the server. */
  Lane lane(Shape shape, Peer peer, Duration roundTrip) throws IOException {
    repository(shape).branch(peer.branch());
    if (peer.transport() == Transport.SSH) {
      return ssh.orElseThrow().lane(folder.resolve(path(shape)), peer, roundTrip);
    }
    ByteMeter meter = ByteMeter.before(uri(shape).getPort(), roundTrip);
    var branch = new Branch(meter.through(uri(shape)), peer.branch(), new Entry.Https(certificate));
    return new Lane(peer, peer.open(branch), () -> server.requests().size(), meter);
  }

  /** A new branch, as near as can be. */
  Branch branch(Shape shape, String name) throws IOException {
    repository(shape).branch(name);
    return new Branch(uri(shape), name, new Entry.Https(certificate));
  }

  @Override
  public void close() throws IOException {
    server.close();
    ssh.ifPresent(SshHost::close);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
