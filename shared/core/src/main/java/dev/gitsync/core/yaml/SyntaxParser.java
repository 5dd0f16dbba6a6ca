package dev.gitsync.core.yaml;

import dev.gitsync.core.yaml.Syntax.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.ScannerImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Builds the syntax of a text's one document from the engine's events, within bounds. */
final class SyntaxParser {

  static final int DEEPEST = 64;
  static final int MOST_VALUES = 100_000;

  /** What a text consists of. */
  record Document(Optional<Syntax> root, TokenMarks marks) {}

  private final SourceText source;
  private final ParserImpl events;
  private final TokenMarks marks;
  private final LineEscapes escapes;
  private int values;
  private int lastOffset;

  private SyntaxParser(SourceText source) {
    LoadSettings settings = LoadSettings.builder().setUseMarks(true).build();
    this.source = source;
    this.escapes = new LineEscapes(source.text());
    this.marks =
        new TokenMarks(
            new ScannerImpl(settings, new StreamReader(settings, escapes.hidden())), source);
    this.events = new ParserImpl(settings, marks);
  }

  static Document parse(SourceText source) throws BrokenText {
    var parser = new SyntaxParser(source);
    return new Document(parser.document(), parser.marks);
  }

  private Optional<Syntax> document() throws BrokenText {
    next();
    Event event = next();
    if (event instanceof StreamEndEvent) {
      return Optional.empty();
    }
    Syntax root = node(next(), 0);
    next();
    event = next();
    if (event instanceof DocumentStartEvent) {
      throw new BrokenText(YamlFaults.secondDocument(source.position(start(event))));
    }
    return Optional.of(root);
  }

  private Syntax node(Event event, int depth) throws BrokenText {
    if (++values > MOST_VALUES) {
      throw new BrokenText(YamlFaults.tooManyValues(source.position(start(event)), MOST_VALUES));
    }
    return switch (event) {
      case AliasEvent alias ->
          new Syntax.Alias(start(alias), end(alias), alias.getAlias().getValue());
      case ScalarEvent scalar -> scalar(scalar);
      case CollectionStartEvent collection -> {
        if (depth >= DEEPEST) {
          throw new BrokenText(YamlFaults.tooDeep(source.position(start(event)), DEEPEST));
        }
        yield collection instanceof MappingStartEvent
            ? mapping(collection, depth + 1)
            : sequence(collection, depth + 1);
      }
      default -> throw new BrokenText(SyntaxFaults.general(source.position(start(event)), ""));
    };
  }

  private Syntax scalar(ScalarEvent event) {
    int start = start(event);
    int end = end(event);
    Integer token = marks.scalars().ceiling(start);
    int content = token == null || token > end ? end : token;
    var properties = new Syntax.Properties(name(event.getAnchor()), event.getTag());
    var scalar =
        new Syntax.Scalar(start, end, content, properties, event.getScalarStyle(), text(event));
    return scalar.isBlock() ? BlockText.trimmed(scalar, source) : scalar;
  }

  private String text(ScalarEvent event) {
    String value = event.getValue();
    return event.isDQuoted() ? escapes.unescaped(value) : escapes.restored(value);
  }

  private Syntax sequence(CollectionStartEvent start, int depth) throws BrokenText {
    var items = new ArrayList<Syntax>();
    Event event = next();
    while (event.getEventId() != Event.ID.SequenceEnd) {
      items.add(node(event, depth));
      event = next();
    }
    List<Syntax> parts = List.copyOf(items);
    return new Syntax.Sequence(
        start(start), end(start, event, parts), properties(start), form(start), parts);
  }

  private Syntax mapping(CollectionStartEvent start, int depth) throws BrokenText {
    var entries = new ArrayList<Syntax.Entry>();
    var parts = new ArrayList<Syntax>();
    Event event = next();
    while (event.getEventId() != Event.ID.MappingEnd) {
      Syntax key = node(event, depth);
      Syntax value = node(next(), depth);
      entries.add(new Syntax.Entry(key, value));
      parts.add(key);
      parts.add(value);
      event = next();
    }
    return new Syntax.Mapping(
        start(start),
        end(start, event, parts),
        properties(start),
        form(start),
        List.copyOf(entries));
  }

  /** Block collections end with their last part; the engine has them end where the next begins. */
  private int end(CollectionStartEvent start, Event end, List<Syntax> parts) {
    if (start.isFlow()) {
      return end(end);
    }
    return parts.stream().mapToInt(Syntax::end).max().orElseGet(() -> end(start));
  }

  private Event next() throws BrokenText {
    try {
      Event event = events.next();
      lastOffset = Math.max(lastOffset, start(event));
      return event;
    } catch (MarkedYamlEngineException complaint) {
      throw new BrokenText(SyntaxFaults.of(complaint, source));
    } catch (RuntimeException unexpected) {
      // The engine has other ways to say no, such as for versions and odd numbers.
      throw new BrokenText(SyntaxFaults.general(source.position(lastOffset), ""));
    }
  }

  private static Form form(CollectionStartEvent event) {
    return event.isFlow() ? Form.FLOW : Form.BLOCK;
  }

  private static Syntax.Properties properties(CollectionStartEvent event) {
    return new Syntax.Properties(name(event.getAnchor()), event.getTag());
  }

  private static Optional<String> name(Optional<Anchor> anchor) {
    return anchor.map(Anchor::getValue);
  }

  private int start(Event event) {
    return offset(event.getStartMark());
  }

  private int end(Event event) {
    return offset(event.getEndMark());
  }

  private int offset(Optional<Mark> mark) {
    return source.offsetOfCodePoint(mark.map(Mark::getIndex).orElse(0));
  }
}
