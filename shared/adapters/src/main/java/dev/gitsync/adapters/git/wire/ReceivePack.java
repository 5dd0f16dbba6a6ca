package dev.gitsync.adapters.git.wire;

import dev.gitsync.adapters.git.wire.PktReader.Kind;
import dev.gitsync.adapters.git.wire.PktReader.Packet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Writes to a repository ({@code gitprotocol-pack}, pushing data to a server).
 *
 * <p>Does not ask for the server's capabilities first: that would cost a request and bring all of
 * its refs. What a push relies on, {@code report-status} and {@code side-band-64k}, every server
 * has; where one has not, there is no report, and that counts as no success.
 */
public record ReceivePack(Endpoint endpoint) {

  private static final String SERVICE = "git-receive-pack";

  /** Fails when the credentials do not allow to push. One request. */
  public void check() throws IOException {
    endpoint.advertisement(SERVICE, Endpoint.Version.ZERO);
  }

  /**
   * Moves a ref, if it still points to {@code from}. One request.
   *
   * @param from all zeros for a ref that is not there yet
   */
  public Report push(String ref, ObjectId from, ObjectId to, byte[] pack) throws IOException {
    byte[] request =
        new PktWriter()
            .line(from.name() + " " + to.name() + " " + ref + "\0 report-status side-band-64k")
            .flush()
            .raw(pack)
            .bytes();
    try {
      return Report.read(endpoint.change(SERVICE, request), ref);
    } catch (WireFailure e) {
      if (e.kind() == WireFailure.Kind.TOO_LARGE) {
        return new Report(new TooLarge(), "");
      }
      throw e;
    }
  }

  /** What the server says of the pack and of the ref. */
  public sealed interface Verdict {}

  /** The ref was moved. */
  public record Accepted() implements Verdict {}

  /** The ref was not moved. */
  public record Rejected(String reason) implements Verdict {}

  /** The pack could not be taken. */
  public record NotUnpacked(String reason) implements Verdict {}

  /** The server does not take so many bytes at once, and has looked at none. */
  public record TooLarge() implements Verdict {}

  /** The server does not say. */
  public record Silent() implements Verdict {}

  /**
   * The answer to a push.
   *
   * @param messages what the server says to people
   */
  public record Report(Verdict verdict, String messages) {

    /** Finds the report in the first side band, or outside of all where a server puts it there. */
    static Report read(PktReader answer, String ref) throws WireFailure {
      var hidden = new ByteArrayOutputStream();
      var messages = new StringBuilder();
      var plain = new Lines(ref);
      for (Packet packet = answer.next(); packet.kind() != Kind.NONE; packet = answer.next()) {
        if (packet.kind() != Kind.DATA) {
          continue;
        }
        SideBand part = SideBand.of(packet);
        switch (part.band()) {
          case SideBand.CONTENT -> hidden.writeBytes(part.bytes());
          case SideBand.MESSAGE, SideBand.FATAL -> messages.append(part.text());
          default -> plain.add(packet.text());
        }
      }
      var inside = new PktReader(ByteBuffer.wrap(hidden.toByteArray()));
      for (Packet packet = inside.next(); packet.kind() == Kind.DATA; packet = inside.next()) {
        plain.add(packet.text());
      }
      return new Report(plain.verdict(), messages.toString());
    }
  }

  /** The lines of a report ({@code report-status}). */
  private static final class Lines {
    private final String ref;
    private Optional<String> unpack = Optional.empty();
    private Optional<Verdict> verdict = Optional.empty();

    Lines(String ref) {
      this.ref = ref;
    }

    void add(String line) {
      if (line.startsWith("unpack ")) {
        unpack = Optional.of(line.substring("unpack ".length()));
      } else if (line.equals("ok " + ref)) {
        verdict = Optional.of(new Accepted());
      } else if (line.equals("ng " + ref) || line.startsWith("ng " + ref + " ")) {
        verdict = Optional.of(new Rejected(line.substring("ng ".length() + ref.length()).strip()));
      } else if (line.startsWith("ERR ")) {
        verdict = Optional.of(new Rejected(line.substring("ERR ".length())));
      }
    }

    Verdict verdict() {
      if (unpack.isPresent() && !unpack.get().equals("ok")) {
        return new NotUnpacked(unpack.get());
      }
      return verdict.orElse(new Silent());
    }
  }
}
