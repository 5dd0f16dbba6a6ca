package dev.gitsync.adapters.git;

import dev.gitsync.adapters.git.KnownServers.Files;
import dev.gitsync.adapters.git.KnownServers.Modern;
import dev.gitsync.adapters.git.KnownServers.Rung;
import dev.gitsync.adapters.git.wire.Capabilities;
import dev.gitsync.adapters.git.wire.GitObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * What is known of one link's repository.
 *
 * @param tip where the branch was seen last
 * @param objects the tip's commit, the folders on the link's path, and files that were read
 */
record Knowledge(Modern server, ObjectId tip, List<GitObject> objects) {

  private static final int FORMAT = 1;
  private static final int MOST_INFLATED = 4 << 20;

  Knowledge {
    objects = List.copyOf(objects);
  }

  /** As text to keep; empty where it is too long. */
  Optional<byte[]> write() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
      out.writeByte(FORMAT);
      out.writeUTF(server.rung().name());
      out.writeUTF(server.files().name());
      writeCapabilities(out);
      out.writeUTF(tip.name());
      out.writeInt(objects.size());
      for (GitObject object : objects) {
        out.writeByte(object.type());
        out.writeInt(object.content().length);
        out.write(object.content());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.size() > LinkMemory.MOST_BYTES
        ? Optional.empty()
        : Optional.of(bytes.toByteArray());
  }

  private void writeCapabilities(DataOutputStream out) throws IOException {
    out.writeInt(server.capabilities().values().size());
    for (Map.Entry<String, String> entry : server.capabilities().values().entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeUTF(entry.getValue());
    }
  }

  /** Empty where it is none, or in a form of another time. */
  static Optional<Knowledge> read(byte[] kept) {
    try (var in =
        new DataInputStream(
            new ByteArrayInputStream(
                new InflaterInputStream(new ByteArrayInputStream(kept))
                    .readNBytes(MOST_INFLATED)))) {
      if (in.readByte() != FORMAT) {
        return Optional.empty();
      }
      Rung rung = Rung.valueOf(in.readUTF());
      Files files = Files.valueOf(in.readUTF());
      var server = new Modern(readCapabilities(in), rung, files);
      return Optional.of(new Knowledge(server, ObjectId.fromString(in.readUTF()), readObjects(in)));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Capabilities readCapabilities(DataInputStream in) throws IOException {
    var values = new HashMap<String, String>();
    for (int left = in.readInt(); left > 0; left--) {
      values.put(in.readUTF(), in.readUTF());
    }
    return new Capabilities(values);
  }

  private static List<GitObject> readObjects(DataInputStream in) throws IOException {
    var objects = new ArrayList<GitObject>();
    for (int left = in.readInt(); left > 0; left--) {
      int type = in.readByte();
      byte[] content = in.readNBytes(Math.min(in.readInt(), MOST_INFLATED));
      Constants.encodedTypeString(type);
      objects.add(GitObject.of(type, content));
    }
    return objects;
  }
}
