package dev.gitsync.adapters.git.wire;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.eclipse.jgit.internal.storage.pack.BinaryDelta;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Reads a pack that is complete in itself ({@code gitformat-pack}) in memory. Its objects have
 * together at most {@value #MOST_BYTES} bytes.
 */
final class PackReader {

  private static final int MOST_BYTES = 512 << 20;
  private static final int TRAILER = 20;

  private final byte[] pack;
  private final Map<Integer, GitObject> byOffset = new HashMap<>();
  private final Map<ObjectId, GitObject> byId = new HashMap<>();

  /** One for all objects, as there are many and most are small. */
  private final Inflater inflater = new Inflater();

  private List<Delta> waiting = new ArrayList<>();
  private int position;
  private long inflated;

  private PackReader(byte[] pack) {
    this.pack = pack;
  }

  /** An object that is told as the difference to another, which may come later. */
  private static final class Delta {
    private final int offset;
    private final ObjectId base;
    private final byte[] instructions;

    Delta(int offset, ObjectId base, byte[] instructions) {
      this.offset = offset;
      this.base = base;
      this.instructions = instructions;
    }
  }

  static List<GitObject> read(byte[] pack) throws WireFailure {
    var reader = new PackReader(pack);
    try {
      int count = reader.header();
      for (int i = 0; i < count; i++) {
        reader.entry();
      }
      reader.resolve();
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw WireFailure.malformed("The pack is damaged.");
    } finally {
      reader.inflater.end();
    }
    return List.copyOf(reader.byOffset.values());
  }

  private int header() throws WireFailure {
    ByteBuffer start = ByteBuffer.wrap(pack);
    if (pack.length < 12 + TRAILER || start.getInt() != 0x5041434b || start.getInt() != 2) {
      throw WireFailure.malformed("What was sent is not a pack of version 2.");
    }
    MessageDigest digest = Constants.newMessageDigest();
    digest.update(pack, 0, pack.length - TRAILER);
    byte[] trailer = Arrays.copyOfRange(pack, pack.length - TRAILER, pack.length);
    if (!MessageDigest.isEqual(digest.digest(), trailer)) {
      throw WireFailure.malformed("The pack's checksum does not fit.");
    }
    position = 12;
    return start.getInt();
  }

  private void entry() throws WireFailure {
    int offset = position;
    int first = next();
    int type = (first >> 4) & 7;
    long size = first & 15;
    for (int shift = 4; (first & 0x80) != 0; shift += 7) {
      first = next();
      size |= (long) (first & 0x7f) << shift;
    }
    switch (type) {
      case Constants.OBJ_OFS_DELTA -> offsetDelta(offset, size);
      case Constants.OBJ_REF_DELTA -> {
        ObjectId base = ObjectId.fromRaw(pack, position);
        position += TRAILER;
        waiting.add(new Delta(offset, base, inflate(size)));
      }
      case Constants.OBJ_COMMIT, Constants.OBJ_TREE, Constants.OBJ_BLOB, Constants.OBJ_TAG ->
          put(offset, GitObject.of(type, inflate(size)));
      default -> throw WireFailure.malformed("The pack has an object of no known type.");
    }
  }

  /** The base came before, unless it waits for its own. */
  private void offsetDelta(int offset, long size) throws WireFailure {
    int digit = next();
    long back = digit & 0x7f;
    while ((digit & 0x80) != 0) {
      digit = next();
      back = ((back + 1) << 7) | (digit & 0x7f);
    }
    GitObject base = byOffset.get((int) (offset - back));
    if (base == null) {
      resolve();
      base = byOffset.get((int) (offset - back));
    }
    if (base == null) {
      throw WireFailure.malformed("The base of an object is not in the pack.");
    }
    put(offset, apply(base, inflate(size)));
  }

  private void resolve() throws WireFailure {
    int before;
    do {
      before = waiting.size();
      var still = new ArrayList<Delta>();
      for (Delta delta : waiting) {
        GitObject base = byId.get(delta.base);
        if (base == null) {
          still.add(delta);
        } else {
          put(delta.offset, apply(base, delta.instructions));
        }
      }
      waiting = still;
    } while (!waiting.isEmpty() && waiting.size() < before);
  }

  private GitObject apply(GitObject base, byte[] instructions) throws WireFailure {
    count(BinaryDelta.getResultSize(instructions));
    return GitObject.of(base.type(), BinaryDelta.apply(base.content(), instructions));
  }

  private void put(int offset, GitObject object) {
    byOffset.put(offset, object);
    byId.put(object.id(), object);
  }

  private byte[] inflate(long size) throws WireFailure {
    count(size);
    var content = new byte[(int) size];
    inflater.reset();
    try {
      inflater.setInput(pack, position, pack.length - TRAILER - position);
      var excess = new byte[1];
      int done = 0;
      while (!inflater.finished()) {
        boolean full = done == content.length;
        int more =
            full
                ? inflater.inflate(excess)
                : inflater.inflate(content, done, content.length - done);
        done += more;
        if (done > content.length || (more == 0 && !inflater.finished())) {
          throw notAsLong();
        }
      }
      if (done != content.length) {
        throw notAsLong();
      }
      position += (int) inflater.getBytesRead();
    } catch (DataFormatException e) {
      throw WireFailure.malformed("The pack has an object that cannot be decompressed.");
    }
    return content;
  }

  private static WireFailure notAsLong() {
    return WireFailure.malformed("An object in the pack is not as long as it should be.");
  }

  private void count(long size) throws WireFailure {
    inflated += size;
    if (size < 0 || inflated > MOST_BYTES) {
      throw WireFailure.malformed("The pack is larger than can be held.");
    }
  }

  private int next() {
    return pack[position++] & 0xff;
  }
}
