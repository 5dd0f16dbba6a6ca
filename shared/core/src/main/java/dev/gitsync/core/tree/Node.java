package dev.gitsync.core.tree;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A value as JSON and YAML 1.2 core know it. Immutable. Mappings keep the order of their keys, but
 * two mappings with the same entries are equal in any order: equality is equality by meaning.
 */
public sealed interface Node {

  /** The null value. */
  record Null() implements Node {}

  /** A boolean. */
  record Bool(boolean value) implements Node {}

  /** A finite number, normalised: {@code 1.0} and {@code 1} are equal. */
  record Num(BigDecimal value) implements Node {

    /** Most decimal digits before or after the point that a number may need when written out. */
    public static final int MAX_DIGITS = 400;

    public Num {
      value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
      long before = (long) value.precision() - value.scale();
      if (before > MAX_DIGITS || value.scale() > MAX_DIGITS || value.precision() > MAX_DIGITS) {
        throw new IllegalArgumentException("A number needs more than " + MAX_DIGITS + " digits.");
      }
    }

    /** The number with this integer value. */
    public static Num of(long value) {
      return new Num(BigDecimal.valueOf(value));
    }
  }

  /** A string. */
  record Text(String value) implements Node {
    public Text {
      Objects.requireNonNull(value);
    }
  }

  /** A list. */
  record Sequence(List<Node> items) implements Node {
    public Sequence {
      items = List.copyOf(items);
    }

    /** The sequence of these items. */
    public static Sequence of(Node... items) {
      return new Sequence(List.of(items));
    }
  }

  /** String keys to values, in order. */
  record Mapping(SequencedMap<String, Node> entries) implements Node {

    private static final Mapping EMPTY = new Mapping(new LinkedHashMap<>());

    public Mapping {
      entries.forEach(
          (key, value) -> {
            Objects.requireNonNull(key);
            Objects.requireNonNull(value);
          });
      entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
    }

    /** The mapping without entries. */
    public static Mapping empty() {
      return EMPTY;
    }

    /** A mapping of one entry. */
    public static Mapping of(String key, Node value) {
      return empty().with(key, value);
    }

    /** The value at {@code key}; empty where there is none. A null value is a value. */
    public Optional<Node> get(String key) {
      return Optional.ofNullable(entries.get(key));
    }

    /** The string at {@code key}; empty where there is none or it is something else. */
    public Optional<String> text(String key) {
      return entries.get(key) instanceof Text(var text) ? Optional.of(text) : Optional.empty();
    }

    /** This mapping with {@code key} set; a key that was there keeps its place. */
    public Mapping with(String key, Node value) {
      var copy = new LinkedHashMap<>(entries);
      copy.put(key, value);
      return new Mapping(copy);
    }

    /** This mapping with {@code key} set to a string. */
    public Mapping with(String key, String value) {
      return with(key, new Text(value));
    }

    /** This mapping without {@code key}. */
    public Mapping without(String key) {
      var copy = new LinkedHashMap<>(entries);
      copy.remove(key);
      return new Mapping(copy);
    }

    /** The value at {@code path}; empty where there is none. A null value is a value. */
    public Optional<Node> get(TreePath path) {
      return PathWalk.get(this, path.steps());
    }

    /**
     * This mapping with the value at {@code path} set. Mappings and lists that are missing on the
     * way are made, and so are items: at the list's end, with their {@code to} where they are told
     * by it. Everything else keeps its place.
     *
     * @throws IllegalArgumentException when the path leads through something that is neither null
     *     nor what its next step goes into; and for the root, when the value is no mapping
     */
    public Mapping with(TreePath path, Node value) {
      if (PathWalk.with(this, path.steps(), value) instanceof Mapping mapping) {
        return mapping;
      }
      throw new IllegalArgumentException("The root must be a mapping.");
    }

    /**
     * This mapping without what is at {@code path}; the same where there is nothing. What holds it
     * stays, empty if need be.
     */
    public Mapping without(TreePath path) {
      return !path.equals(TreePath.ROOT)
              && PathWalk.without(this, path.steps()) instanceof Mapping mapping
          ? mapping
          : empty();
    }

    /** This mapping without the keys whose value is null. */
    public Mapping withoutNulls() {
      var copy = new LinkedHashMap<String, Node>();
      for (Map.Entry<String, Node> entry : entries.entrySet()) {
        if (!(entry.getValue() instanceof Null)) {
          copy.put(entry.getKey(), entry.getValue());
        }
      }
      return new Mapping(copy);
    }
  }
}
