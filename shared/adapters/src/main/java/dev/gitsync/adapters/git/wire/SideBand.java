package dev.gitsync.adapters.git.wire;

import dev.gitsync.adapters.git.wire.PktReader.Packet;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A packet of several streams in one ({@code side-band-64k}): its first byte says of which. */
record SideBand(int band, ByteBuffer payload) {

  static final int CONTENT = 1;
  static final int MESSAGE = 2;
  static final int FATAL = 3;

  static SideBand of(Packet packet) {
    ByteBuffer payload = packet.payload().duplicate();
    return payload.hasRemaining()
        ? new SideBand(payload.get(), payload.slice())
        : new SideBand(MESSAGE, payload);
  }

  byte[] bytes() {
    var bytes = new byte[payload.remaining()];
    payload.duplicate().get(bytes);
    return bytes;
  }

  String text() {
    return StandardCharsets.UTF_8.decode(payload.duplicate()).toString();
  }
}
