package dev.gitsync.bench.git;

import dev.gitsync.testkit.ByteMeter;
import dev.gitsync.testkit.OpenSshServer;
import dev.gitsync.testkit.SshKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A real OpenSSH server before the same repositories. */
record SshHost(Path folder, OpenSshServer server, SshKey key) implements AutoCloseable {

  static SshHost start(Path folder) throws IOException {
    OpenSshServer server = OpenSshServer.start(folder);
    SshKey key = SshKey.make(SshKey.Type.ED25519);
    server.authorize(key.publicLine());
    return new SshHost(folder, server, key);
  }

  Lane lane(Path repository, Peer peer, Duration roundTrip) throws IOException {
    ByteMeter meter = ByteMeter.before(server.port(), roundTrip);
    int port = meter.through(server.uri(repository)).getPort();
    URI uri =
        URI.create("ssh://" + server.user() + "@127.0.0.1:" + port + repository.toAbsolutePath());
    Path files = Files.createDirectories(folder.resolve(peer.branch()));
    var entry = new Entry.Ssh(key, server.hostKeys().getFirst(), files);
    var branch = new Branch(uri, peer.branch(), entry);
    return new Lane(peer, peer.open(branch), this::programs, meter);
  }

  /** How many programs it has started: what a request is to HTTP. */
  private int programs() {
    try {
      return (int)
          server.log().lines().filter(line -> line.contains("Starting session: command")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
