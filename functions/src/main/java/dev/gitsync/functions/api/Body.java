package dev.gitsync.functions.api;

import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Bool;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request's body, read field by field; tells everything that is wrong with it at once. */
final class Body {

  private final Mapping json;
  private final Map<String, String> wrong = new LinkedHashMap<>();

  Body(Mapping json, List<String> known) {
    this.json = json;
    for (String field : json.entries().keySet()) {
      if (!known.contains(field)) {
        wrong.put(shown(field), "There is no such field, or it cannot be set.");
      }
    }
  }

  private static String shown(String field) {
    String plain = field.replaceAll("\\p{Cntrl}", "?");
    return plain.length() > 60 ? plain.substring(0, 60) + "..." : plain;
  }

  boolean has(String field) {
    return json.get(field).isPresent();
  }

  /** A string that has to be there and not empty, where there is no value yet. */
  String text(String field, Optional<String> otherwise) {
    Optional<Node> value = json.get(field);
    if (value.isEmpty()) {
      if (otherwise.isEmpty()) {
        refuse(field, "It is required.");
      }
      return otherwise.orElse("");
    }
    if (value.get() instanceof Text(var text) && !text.isBlank()) {
      return text;
    }
    refuse(field, "It must be text, and not empty.");
    return "";
  }

  /** A string that may be null or empty, which are the same. */
  String optionalText(String field, String otherwise) {
    return switch (json.get(field).orElse(new Text(otherwise))) {
      case Text(var text) -> text;
      case Node.Null none -> "";
      default -> {
        refuse(field, "It must be text or null.");
        yield "";
      }
    };
  }

  /** An id: digits, given as text or as a number. */
  Optional<String> id(String field) {
    Optional<Node> value = json.get(field);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    return switch (value.get()) {
      case Text(var text) -> Optional.of(text);
      case Num(var number) when number.scale() <= 0 -> Optional.of(number.toPlainString());
      default -> {
        refuse(field, "It must be an id.");
        yield Optional.empty();
      }
    };
  }

  boolean flag(String field, boolean otherwise) {
    Node value = json.get(field).orElse(new Bool(otherwise));
    if (value instanceof Bool(var flag)) {
      return flag;
    }
    refuse(field, "It must be true or false.");
    return otherwise;
  }

  /** One of some words: an enum's names in small letters. */
  <E extends Enum<E>> E word(String field, Class<E> words, E otherwise) {
    Optional<Node> value = json.get(field);
    if (value.isEmpty()) {
      return otherwise;
    }
    for (E each : words.getEnumConstants()) {
      if (value.get().equals(new Text(Words.of(each)))) {
        return each;
      }
    }
    refuse(field, "It must be " + Words.listed(words) + ".");
    return otherwise;
  }

  /** An object; null counts as {@code whenNull}. */
  Mapping mapping(String field, Mapping otherwise, Mapping whenNull) {
    return switch (json.get(field).orElse(otherwise)) {
      case Mapping mapping -> mapping;
      case Node.Null none -> whenNull;
      default -> {
        refuse(field, "It must be an object.");
        yield otherwise;
      }
    };
  }

  Optional<Node> get(String field) {
    return json.get(field);
  }

  void refuse(String field, String why) {
    wrong.putIfAbsent(field, why);
  }

  /** Throws when something is wrong. */
  void check() throws ApiProblem {
    if (!wrong.isEmpty()) {
      throw ApiProblem.invalid(wrong);
    }
  }
}
