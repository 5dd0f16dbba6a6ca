package dev.gitsync.adapters.git.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes packets ({@code gitprotocol-common}, pkt-line). */
public final class PktWriter {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** A packet of text; Git ends its lines with a line feed and needs none. */
  public PktWriter line(String text) {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    if (payload.length + 4 > PktReader.LONGEST) {
      throw new IllegalArgumentException("Too long for a packet.");
    }
    out.writeBytes("%04x".formatted(payload.length + 4).getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(payload);
    return this;
  }

  /** The packet between the sections of a request. */
  public PktWriter delimiter() {
    out.writeBytes("0001".getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  /** The packet that ends a request. */
  public PktWriter flush() {
    out.writeBytes("0000".getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  /** Bytes that follow the packets, such as a pack. */
  public PktWriter raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  /** Everything written so far. */
  public byte[] bytes() {
    return out.toByteArray();
  }
}
