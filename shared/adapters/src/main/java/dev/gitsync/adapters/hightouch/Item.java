package dev.gitsync.adapters.hightouch;

import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Text;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A resource as a list has it, read field by field. A field that is null is none; fields that
 * nobody asks for are let be.
 *
 * @param number its place in the list, the first being 1
 */
record Item(ResourceKind kind, int number, Mapping json) {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  /** Its own id, or that of what it refers to; the API writes ids as strings of digits. */
  Optional<String> id(String field) throws NotUnderstood {
    Optional<Node> value = value(field);
    Optional<String> id = value.flatMap(Item::id);
    if (value.isPresent() && id.isEmpty()) {
      throw fault(field);
    }
    return id;
  }

  private static Optional<String> id(Node value) {
    Optional<String> text =
        switch (value) {
          case Text(var id) -> Optional.of(id);
          case Num(var digits) -> Optional.of(digits.toPlainString());
          default -> Optional.empty();
        };
    return text.filter(it -> ID.matcher(it).matches());
  }

  ResourceRef ref() throws NotUnderstood {
    Optional<Slug> slug = text("slug").flatMap(Slug::parse);
    return new ResourceRef(kind, slug.orElseThrow(() -> fault("slug")));
  }

  Optional<String> text(String field) throws NotUnderstood {
    Optional<Node> value = value(field);
    if (value.isPresent() && !(value.get() instanceof Text)) {
      throw fault(field);
    }
    return value.map(it -> ((Text) it).value());
  }

  String requiredText(String field) throws NotUnderstood {
    return text(field).orElseThrow(() -> fault(field));
  }

  /** The text at a field of the mapping at a field. */
  String requiredText(String field, String inner) throws NotUnderstood {
    return mapping(field)
        .flatMap(it -> it.text(inner))
        .orElseThrow(() -> fault(field + "." + inner));
  }

  Optional<Mapping> mapping(String field) throws NotUnderstood {
    Optional<Node> value = value(field);
    if (value.isPresent() && !(value.get() instanceof Mapping)) {
      throw fault(field);
    }
    return value.map(Mapping.class::cast);
  }

  boolean isTrue(String field) throws NotUnderstood {
    Optional<Node> value = value(field);
    if (value.isPresent() && !(value.get() instanceof Node.Bool)) {
      throw fault(field);
    }
    return value.equals(Optional.of(new Node.Bool(true)));
  }

  private Optional<Node> value(String field) {
    return json.get(field).filter(it -> !(it instanceof Node.Null));
  }

  NotUnderstood fault(String field) {
    return NotUnderstood.field(toString(), field);
  }

  /** {@code model 17 "orders"}, as far as that can be read; else its place in the list. */
  @Override
  public String toString() {
    Optional<String> id = value("id").flatMap(Item::id);
    Optional<Slug> slug = json.text("slug").flatMap(Slug::parse);
    return id.isEmpty() && slug.isEmpty()
        ? "%s, item %d".formatted(kind.plural(), number)
        : kind.singular()
            + id.map(it -> " " + it).orElse("")
            + slug.map(it -> " \"" + it + "\"").orElse("");
  }
}
