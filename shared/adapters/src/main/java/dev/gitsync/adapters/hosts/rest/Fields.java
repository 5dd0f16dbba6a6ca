package dev.gitsync.adapters.hosts.rest;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Bool;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.TryLater;
import java.util.List;
import java.util.Optional;

/**
 * A host's JSON, read field by field. Where a field that a host promises is missing or of another
 * type, the answer is not understood: {@code HOST-007}, which names the field.
 *
 * @param host the host's name, for messages
 * @param at where in the answer this is: {@code head.sha}; empty for the whole
 */
public record Fields(String host, String at, Node node) {

  /** The value at a field; a null value is none. */
  public Optional<Fields> find(String name) {
    return node instanceof Mapping mapping
        ? mapping
            .get(name)
            .filter(it -> !(it instanceof Node.Null))
            .map(it -> new Fields(host, inside(name), it))
        : Optional.empty();
  }

  /** The value at a field that must be there. */
  public Fields get(String name) {
    return find(name).orElseThrow(() -> missing(inside(name)));
  }

  /** The string at a field that must be there. */
  public String text(String name) {
    return get(name).text();
  }

  /** The string at a field, if there is one. */
  public Optional<String> findText(String name) {
    return find(name)
        .flatMap(it -> it.node instanceof Text(var text) ? Optional.of(text) : Optional.empty());
  }

  /** The integer at a field that must be there. */
  public long number(String name) {
    return get(name).number();
  }

  /** The commit at a field that must be there. */
  public CommitId commit(String name) {
    return CommitId.parse(text(name)).orElseThrow(() -> missing(inside(name)));
  }

  /** Whether a field is there and true. */
  public boolean isTrue(String name) {
    return find(name).map(Fields::node).filter(new Bool(true)::equals).isPresent();
  }

  /** The items at a field; none where it is missing. */
  public List<Fields> items(String name) {
    return find(name).map(Fields::items).orElse(List.of());
  }

  /** This as a string. */
  public String text() {
    if (node instanceof Text(var text)) {
      return text;
    }
    throw missing(at);
  }

  /** This as an integer. */
  public long number() {
    if (node instanceof Num(var value) && value.scale() <= 0 && value.precision() < 19) {
      return value.longValueExact();
    }
    throw missing(at);
  }

  /** This as a list. */
  public List<Fields> items() {
    if (node instanceof Sequence(var items)) {
      return items.stream().map(it -> new Fields(host, at + "[]", it)).toList();
    }
    throw missing(at);
  }

  private String inside(String name) {
    return at.isEmpty() ? name : at + "." + name;
  }

  private TryLater missing(String field) {
    return new TryLater(
        "HOST-007",
        "%s gave an answer that is not understood: \"%s\" is not there or not what it should be."
            .formatted(host, field),
        null);
  }

  /** Shows no contents. */
  @Override
  public String toString() {
    return "Fields[" + host + " " + at + "]";
  }
}
