package dev.gitsync.core.yaml;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads one YAML document of at most 1 MiB by the core schema of YAML 1.2: {@code NO}, {@code yes},
 * {@code 12:30} and bare dates are strings. Aliases are written out. Whatever the text, the answer
 * is a {@link YamlReading}; nothing is thrown.
 */
public final class YamlReader {

  /** Most bytes of UTF-8 that a text may have. */
  public static final int MOST_BYTES = 1 << 20;

  /** A text that was read, with what an editor needs to know of it. */
  record Source(SourceText text, SyntaxParser.Document syntax, Composition composition) {}

  private YamlReader() {}

  /** Reads a file's bytes. */
  public static YamlReading read(byte[] utf8) {
    try {
      checkLength(utf8.length);
      return new YamlReading.Parsed(parse(decode(utf8)).composition().document());
    } catch (BrokenText broken) {
      return new YamlReading.Broken(broken.faults());
    }
  }

  /** Reads a text that is already decoded. */
  public static YamlReading read(String text) {
    try {
      return new YamlReading.Parsed(source(text).composition().document());
    } catch (BrokenText broken) {
      return new YamlReading.Broken(broken.faults());
    }
  }

  static Source source(String text) throws BrokenText {
    // The encoder replaces lone surrogates; the check for unprintable characters finds them.
    checkLength(text.length() > MOST_BYTES ? text.length() : utf8Length(text));
    return parse(text);
  }

  private static Source parse(String text) throws BrokenText {
    var source = new SourceText(SourceText.withoutByteOrderMark(text));
    checkPrintable(source);
    SyntaxParser.Document syntax = SyntaxParser.parse(source);
    return new Source(source, syntax, Composer.compose(source, syntax));
  }

  private static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static void checkLength(int bytes) throws BrokenText {
    if (bytes > MOST_BYTES) {
      throw new BrokenText(List.of(YamlFaults.tooLong(MOST_BYTES)));
    }
  }

  private static String decode(byte[] utf8) throws BrokenText {
    CharBuffer text = CharBuffer.allocate(utf8.length + 1);
    CoderResult result =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(ByteBuffer.wrap(utf8), text, true);
    String decoded = text.flip().toString();
    if (result.isError()) {
      var good = new SourceText(SourceText.withoutByteOrderMark(decoded));
      throw new BrokenText(YamlFaults.notUtf8(good.position(good.text().length())));
    }
    return decoded;
  }

  private static void checkPrintable(SourceText source) throws BrokenText {
    String text = source.text();
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (!StreamReader.isPrintable(c)) {
        throw new BrokenText(YamlFaults.unprintable(source.position(i), c));
      }
    }
  }
}
