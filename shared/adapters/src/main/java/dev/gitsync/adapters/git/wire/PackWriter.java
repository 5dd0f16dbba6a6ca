package dev.gitsync.adapters.git.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.Deflater;
import org.eclipse.jgit.internal.storage.pack.DeltaIndex;
import org.eclipse.jgit.lib.Constants;

/**
 * Writes a pack ({@code gitformat-pack}), with objects in whole or as the difference to one that
 * the server has (a thin pack).
 */
public final class PackWriter {

  private final ByteArrayOutputStream entries = new ByteArrayOutputStream();

  /** One for all objects: to make one takes longer than to compress a small file. */
  private final Deflater deflater = new Deflater();

  private final byte[] buffer = new byte[8192];
  private int count;

  /** Adds an object in whole. */
  public PackWriter add(GitObject object) {
    header(object.type(), object.content().length);
    return content(object.content());
  }

  /** Adds an object as its difference to another, where that is shorter. */
  public PackWriter add(GitObject object, GitObject base) {
    Optional<byte[]> delta = delta(base.content(), object.content());
    if (delta.isEmpty()) {
      return add(object);
    }
    header(Constants.OBJ_REF_DELTA, delta.get().length);
    var id = new byte[Constants.OBJECT_ID_LENGTH];
    base.id().copyRawTo(id, 0);
    entries.writeBytes(id);
    return content(delta.get());
  }

  /** The pack; nothing can be added any more. */
  public byte[] bytes() {
    deflater.end();
    var pack = new ByteArrayOutputStream();
    pack.writeBytes("PACK".getBytes(StandardCharsets.US_ASCII));
    pack.writeBytes(ByteBuffer.allocate(8).putInt(2).putInt(count).array());
    pack.writeBytes(entries.toByteArray());
    pack.writeBytes(Constants.newMessageDigest().digest(pack.toByteArray()));
    return pack.toByteArray();
  }

  private static Optional<byte[]> delta(byte[] base, byte[] content) {
    if (base.length == 0) {
      return Optional.empty();
    }
    try {
      var out = new ByteArrayOutputStream();
      int most = Math.max(0, content.length / 2 - Constants.OBJECT_ID_LENGTH);
      return most > 0 && new DeltaIndex(base).encode(out, content, most)
          ? Optional.of(out.toByteArray())
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void header(int type, int length) {
    count++;
    int rest = length >>> 4;
    int next = (type << 4) | (length & 15);
    while (rest > 0) {
      entries.write(next | 0x80);
      next = rest & 0x7f;
      rest >>>= 7;
    }
    entries.write(next);
  }

  private PackWriter content(byte[] content) {
    deflater.reset();
    deflater.setInput(content);
    deflater.finish();
    while (!deflater.finished()) {
      entries.write(buffer, 0, deflater.deflate(buffer));
    }
    return this;
  }
}
