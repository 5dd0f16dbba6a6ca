package dev.gitsync.core.tree;

import dev.gitsync.core.tree.Node.Bool;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Null;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Trees to JSON text and back. Refuses duplicate keys, depth over 64 and what is no JSON. */
public final class Json {

  private static final int DEEPEST = 64;

  /** Longer than any that we write: {@link Num} has the bound that counts. */
  private static final int LONGEST_NUMBER = 3 * Num.MAX_DIGITS;

  /** What we store wraps what we took. */
  private static final int DEEPEST_OWN = 2 * DEEPEST;

  private static final JsonMapper MAPPER = mapper(DEEPEST);
  private static final JsonMapper OWN = mapper(DEEPEST_OWN);

  private Json() {}

  private static JsonMapper mapper(int deepest) {
    return JsonMapper.builder(
            JsonFactory.builder()
                .streamReadConstraints(
                    StreamReadConstraints.builder()
                        .maxNestingDepth(deepest)
                        .maxNumberLength(LONGEST_NUMBER)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build())
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .build();
  }

  /** The text is not JSON that we take. The message says where, and quotes nothing. */
  public static final class Malformed extends Exception {
    private final String place;

    Malformed(String message) {
      this(message, "");
    }

    private Malformed(String message, String place) {
      super(message);
      this.place = place;
    }

    /** Where, as {@code line:column}; empty where that is not known. */
    public String place() {
      return place;
    }
  }

  /** Reads one JSON value. */
  public static Node read(byte[] utf8) throws Malformed {
    return read(MAPPER, utf8);
  }

  private static Node read(JsonMapper mapper, byte[] utf8) throws Malformed {
    try {
      JsonNode json = mapper.readTree(utf8);
      if (json.isMissingNode()) {
        throw new Malformed("The body is empty.");
      }
      return fromJackson(json);
    } catch (JacksonException e) {
      throw malformed(e.getLocation());
    } catch (IllegalArgumentException e) {
      throw new Malformed("The body has a number that is too long, or text that is not Unicode.");
    }
  }

  private static Malformed malformed(@Nullable TokenStreamLocation at) {
    return at == null || at.getLineNr() < 1 || at.getColumnNr() < 1
        ? new Malformed("The body is not JSON.")
        : new Malformed(
            "The body is not JSON that can be read: see line %d, column %d."
                .formatted(at.getLineNr(), at.getColumnNr()),
            at.getLineNr() + ":" + at.getColumnNr());
  }

  /** Reads JSON that we wrote ourselves. */
  public static Mapping readOwn(String json) {
    try {
      return (Mapping) read(OWN, json.getBytes(StandardCharsets.UTF_8));
    } catch (Malformed e) {
      throw new IllegalStateException("What was stored as JSON is not JSON.", e);
    }
  }

  /** The value as JSON, compact. */
  public static String write(Node node) {
    return MAPPER.writeValueAsString(toJackson(node));
  }

  private static Node fromJackson(JsonNode json) {
    return switch (json.getNodeType()) {
      case NULL, MISSING -> new Null();
      case BOOLEAN -> new Bool(json.booleanValue());
      case NUMBER -> new Num(json.decimalValue());
      case STRING -> new Text(wellFormed(json.stringValue()));
      case ARRAY -> {
        var items = new ArrayList<Node>();
        json.forEach(item -> items.add(fromJackson(item)));
        yield new Sequence(items);
      }
      case OBJECT -> {
        var entries = new LinkedHashMap<String, Node>();
        json.properties()
            .forEach(e -> entries.put(wellFormed(e.getKey()), fromJackson(e.getValue())));
        yield new Mapping(entries);
      }
      case BINARY, POJO -> throw new IllegalStateException("JSON text has no such values.");
    };
  }

  /** Half a surrogate pair cannot be written to a file. */
  private static String wellFormed(String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException("Not Unicode.");
    }
    return text;
  }

  private static JsonNode toJackson(Node node) {
    JsonNodeFactory factory = JsonNodeFactory.instance;
    return switch (node) {
      case Null n -> factory.nullNode();
      case Bool(var value) -> factory.booleanNode(value);
      case Num(var value) ->
          value.scale() <= 0 ? factory.numberNode(value.toBigInteger()) : factory.numberNode(value);
      case Text(var value) -> factory.stringNode(value);
      case Sequence(var items) -> {
        var array = factory.arrayNode();
        items.forEach(item -> array.add(toJackson(item)));
        yield array;
      }
      case Mapping(var entries) -> {
        var object = factory.objectNode();
        entries.forEach((key, value) -> object.set(key, toJackson(value)));
        yield object;
      }
    };
  }
}
