package dev.gitsync.testkit.sim;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.yaml.YamlEditor;
import dev.gitsync.core.yaml.YamlReader;
import dev.gitsync.core.yaml.YamlReading;
import dev.gitsync.core.yaml.YamlWriter;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What somebody makes of a file's text by hand.
 *
 * @param text empty where there is no file
 */
record FileEdit(ResourceRef ref, String text, Supplier<String> token) {

  private static final String UNCLOSED = "description2: [";
  private static final String UNKNOWN = "colour: ";

  /** A new file. */
  String fresh() {
    return YamlWriter.write(Inventory.fresh(ref, token).document());
  }

  /** One value changed; the same text where it cannot be read. */
  String edited(Choices choices) {
    var edit = DocumentEdit.drawn(ref.kind(), choices, token.get());
    return mapping().map(it -> YamlEditor.edit(text, edit.apply(it))).orElse(text);
  }

  private Optional<Mapping> mapping() {
    return !text.isEmpty()
            && YamlReader.read(text.getBytes(UTF_8)) instanceof YamlReading.Parsed(var document)
            && document.root() instanceof Mapping root
        ? Optional.of(root)
        : Optional.empty();
  }

  /** A comment at the top, or above one of the keys. */
  String comment(Choices choices) {
    String comment = "# " + token.get() + "\n";
    if (text.isEmpty()) {
      return text;
    }
    if (choices.of(2) == 0) {
      return comment + text;
    }
    String key = ref.kind() == ResourceKind.MODEL ? "\ntype:" : "\ndestination:";
    return text.replaceFirst(key, "\n" + comment + key.substring(1));
  }

  /** Spoilt so that it cannot be read, or not taken. */
  String broken(Choices choices) {
    if (text.isEmpty() || !mended(text).equals(text)) {
      return text;
    }
    String start = text.endsWith("\n") ? text : text + "\n";
    return start + (choices.of(2) == 0 ? UNCLOSED : UNKNOWN) + token.get() + "\n";
  }

  /** A text without what {@link #broken} put there. */
  static String mended(String text) {
    return text.replaceAll("(?m)^(" + Pattern.quote(UNCLOSED) + "|" + UNKNOWN + ").*\n", "");
  }

  /** The source named by another word. */
  String withWord(Choices choices, Optional<String> alias) {
    String word = choices.of(3) == 0 ? "postgres" : alias.orElse("postgres");
    return text.replaceFirst("(?m)^source: .*$", "source: " + word);
  }
}
