package dev.gitsync.adapters.git.wire;

import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;

/** A commit, tree, blob or tag. Its id is computed from its content, never believed. */
public final class GitObject {

  private final ObjectId id;
  private final int type;
  private final byte[] content;

  private GitObject(ObjectId id, int type, byte[] content) {
    this.id = id;
    this.type = type;
    this.content = content;
  }

  /**
   * An object with this content, which must not change any more.
   *
   * @param type one of {@link Constants}
   */
  public static GitObject of(int type, byte[] content) {
    try (var formatter = new ObjectInserter.Formatter()) {
      return new GitObject(formatter.idFor(type, content), type, content);
    }
  }

  /** The id. */
  public ObjectId id() {
    return id;
  }

  /** One of {@link Constants}. */
  public int type() {
    return type;
  }

  /** The content; not to be changed. */
  public byte[] content() {
    return content;
  }

  @Override
  public String toString() {
    return Constants.typeString(type) + " " + id.name();
  }
}
