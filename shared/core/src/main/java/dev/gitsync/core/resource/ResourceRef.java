package dev.gitsync.core.resource;

/** A resource's identity within its workspace. */
public record ResourceRef(ResourceKind kind, Slug slug) implements Comparable<ResourceRef> {

  /** The model with this slug. */
  public static ResourceRef model(Slug slug) {
    return new ResourceRef(ResourceKind.MODEL, slug);
  }

  /** The sync with this slug. */
  public static ResourceRef sync(Slug slug) {
    return new ResourceRef(ResourceKind.SYNC, slug);
  }

  @Override
  public int compareTo(ResourceRef other) {
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : slug.compareTo(other.slug);
  }

  /** {@code model "orders"}. */
  @Override
  public String toString() {
    return kind.singular() + " \"" + slug + "\"";
  }
}
