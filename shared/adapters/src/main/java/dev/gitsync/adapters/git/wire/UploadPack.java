package dev.gitsync.adapters.git.wire;

import dev.gitsync.adapters.git.wire.PktReader.Kind;
import dev.gitsync.adapters.git.wire.PktReader.Packet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.errors.InvalidObjectIdException;
import org.eclipse.jgit.lib.ObjectId;

/** Reads from a repository whose ids are SHA-1 by protocol 2 ({@code gitprotocol-v2}). */
public record UploadPack(Endpoint endpoint) {

  private static final String SERVICE = "git-upload-pack";

  /** What the server can; empty when it does not speak protocol 2. One request. */
  public Optional<Capabilities> capabilities() throws IOException {
    PktReader answer = endpoint.advertisement(SERVICE, Endpoint.Version.TWO);
    Packet packet = answer.next();
    if (packet.text().startsWith("# service=")) {
      answer.next();
      packet = answer.next();
    }
    if (!packet.text().equals("version 2")) {
      return Optional.empty();
    }
    var values = new HashMap<String, String>();
    for (packet = answer.next(); packet.kind() == Kind.DATA; packet = answer.next()) {
      String[] parts = packet.text().split("=", 2);
      values.put(parts[0], parts.length == 2 ? parts[1] : "");
    }
    return Optional.of(new Capabilities(values));
  }

  /** Where the refs point whose names begin like this. One request. */
  public Map<String, ObjectId> refs(String prefix) throws IOException {
    byte[] request =
        new PktWriter()
            .line("command=ls-refs")
            .delimiter()
            .line("ref-prefix " + prefix)
            .flush()
            .bytes();
    PktReader answer = endpoint.ask(SERVICE, request);
    var refs = new HashMap<String, ObjectId>();
    Packet packet = answer.next();
    for (; packet.kind() == Kind.DATA; packet = answer.next()) {
      String line = refuseError(packet).text();
      String[] parts = line.split(" ", 3);
      if (parts.length < 2) {
        throw WireFailure.malformed("A ref without a name.");
      }
      refs.put(parts[1], id(parts[0]));
    }
    if (packet.kind() != Kind.FLUSH) {
      throw WireFailure.malformed("The list of refs has no end.");
    }
    return Map.copyOf(refs);
  }

  /**
   * The objects asked for. One request.
   *
   * @return empty when the commit that we have does not lead to what we want
   * @throws WireFailure declined, when the server does not give such objects
   */
  public Optional<List<GitObject>> fetch(FetchRequest request) throws IOException {
    PktReader answer = endpoint.ask(SERVICE, request.bytes());
    for (Packet packet = answer.next(); packet.kind() != Kind.NONE; packet = answer.next()) {
      if (packet.kind() == Kind.DATA && refuseError(packet).text().equals("packfile")) {
        return Optional.of(PackReader.read(pack(answer)));
      }
    }
    if (request.have().isPresent()) {
      return Optional.empty();
    }
    throw WireFailure.malformed("The answer has no pack.");
  }

  private static byte[] pack(PktReader answer) throws WireFailure {
    var pack = new ByteArrayOutputStream();
    Packet packet = answer.next();
    for (; packet.kind() == Kind.DATA; packet = answer.next()) {
      SideBand part = SideBand.of(packet);
      switch (part.band()) {
        case SideBand.CONTENT -> pack.writeBytes(part.bytes());
        case SideBand.FATAL -> throw new WireFailure(WireFailure.Kind.DECLINED, part.text());
        default -> {}
      }
    }
    if (packet.kind() != Kind.FLUSH) {
      throw WireFailure.malformed("The pack has no end.");
    }
    return pack.toByteArray();
  }

  private static Packet refuseError(Packet packet) throws WireFailure {
    if (packet.text().startsWith("ERR ")) {
      throw new WireFailure(WireFailure.Kind.DECLINED, packet.text().substring(4));
    }
    return packet;
  }

  private static ObjectId id(String text) throws WireFailure {
    try {
      return ObjectId.fromString(text);
    } catch (InvalidObjectIdException e) {
      throw WireFailure.malformed("Not an object's id.");
    }
  }
}
