package dev.gitsync.adapters.git.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads packets ({@code gitprotocol-common}, pkt-line) from an answer that is here in whole, so
 * that all of them together are no longer than the answer was allowed to be.
 */
public final class PktReader {

  /** The longest packet, its length included. */
  public static final int LONGEST = 65_520;

  private static final int HEADER = 4;

  private final ByteBuffer rest;

  /** Packets of an answer. */
  public PktReader(ByteBuffer answer) {
    this.rest = answer.slice();
  }

  /** What a packet is for. */
  public enum Kind {
    DATA,
    FLUSH,
    DELIMITER,
    RESPONSE_END,
    /** There is no further packet. */
    NONE
  }

  /** A packet; without payload unless it is of data. */
  public record Packet(Kind kind, ByteBuffer payload) {

    private static Packet special(Kind kind) {
      return new Packet(kind, ByteBuffer.allocate(0));
    }

    /** The payload as text, without the line's end. */
    public String text() {
      String text = StandardCharsets.UTF_8.decode(payload.duplicate()).toString();
      return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
  }

  /** The next packet. */
  public Packet next() throws WireFailure {
    if (!rest.hasRemaining()) {
      return Packet.special(Kind.NONE);
    }
    int length = length();
    return switch (length) {
      case 0 -> Packet.special(Kind.FLUSH);
      case 1 -> Packet.special(Kind.DELIMITER);
      case 2 -> Packet.special(Kind.RESPONSE_END);
      default -> data(length);
    };
  }

  private Packet data(int length) throws WireFailure {
    int size = length - HEADER;
    if (size < 0 || length > LONGEST || size > rest.remaining()) {
      throw WireFailure.malformed("A packet has a length that cannot be: " + length + ".");
    }
    ByteBuffer payload = rest.slice(rest.position(), size);
    rest.position(rest.position() + size);
    return new Packet(Kind.DATA, payload);
  }

  private int length() throws WireFailure {
    if (rest.remaining() < HEADER) {
      throw WireFailure.malformed("The answer ends inside a packet.");
    }
    int length = 0;
    for (int i = 0; i < HEADER; i++) {
      int digit = Character.digit(rest.get(), 16);
      if (digit < 0) {
        throw WireFailure.malformed("A packet does not begin with its length.");
      }
      length = length * 16 + digit;
    }
    return length;
  }
}
