package dev.gitsync.core.yaml;

import dev.gitsync.core.tree.Node;
import dev.gitsync.core.yaml.BlockParts.Holder;
import dev.gitsync.core.yaml.BlockParts.Part;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/**
 * Writes the value of an entry or item anew, in the writer's style at its place, and keeps the
 * comment on its first line. Texts begin after the colon or dash and end with the part.
 */
final class ValueRewriter {

  private final SourceText source;
  private final BlockWriter writer;

  ValueRewriter(SourceText source, BlockWriter writer) {
    this.source = source;
    this.writer = writer;
  }

  /** A whole part, where its value cannot be replaced alone. */
  String part(String key, Node value, Part part) {
    return part.holder() == Holder.KEY
        ? writer.entry(key, value, part.column())
        : writer.item(value, part.column());
  }

  /** The text after the colon or dash. */
  String value(Part part, int slot, Node target) {
    String text = rendered(part, target);
    int lineBreak = text.indexOf('\n');
    String first = lineBreak < 0 ? text : text.substring(0, lineBreak);
    String rest = lineBreak < 0 ? "" : text.substring(lineBreak);
    if (isInline(target)) {
      first = gap(part, slot) + first.stripLeading();
    }
    return first + comment(part, slot) + rest;
  }

  /** Replaces the flow collection or other value at {@code part} by a text of one line. */
  String inline(Part part, int slot, String text) {
    return gap(part, slot) + text + comment(part, slot);
  }

  private String rendered(Part part, Node target) {
    int column = part.column();
    if (target instanceof Node.Text(var text)
        && part.value() instanceof Syntax.Scalar scalar
        && scalar.isBlock()) {
      int indent = BlockText.indent(scalar, source);
      boolean usable = indent > column && indent - column <= Layout.WIDEST;
      if (usable && !BlockText.isMarked(scalar, source)) {
        boolean literal = scalar.style() == ScalarStyle.LITERAL && TextStyle.suitsLiteral(text);
        return literal
            ? " " + ScalarWriter.literal(text, indent, indent - column)
            : " " + ScalarWriter.text(text, indent, indent - column);
      }
    }
    return part.holder() == Holder.KEY
        ? writer.afterKey(target, column)
        : writer.afterDash(target, column);
  }

  /** The blanks before a value that stays on its line. */
  private String gap(Part part, int slot) {
    Syntax value = part.value();
    boolean stood = value.end() > value.start() && !BlockParts.isBlockCollection(value);
    String gap = stood ? source.between(slot, value.start()) : "";
    return gap.isEmpty() ? " " : gap;
  }

  /** The comment on the value's first line, with the blanks before it. */
  private String comment(Part part, int slot) {
    Syntax value = part.value();
    int from =
        switch (value) {
          case Syntax.Scalar scalar when scalar.isBlock() -> BlockText.headerEnd(scalar, source);
          case Syntax.Scalar scalar -> Math.max(slot, scalar.end());
          case Syntax.Alias alias -> alias.end();
          case Syntax.Mapping _, Syntax.Sequence _ ->
              BlockParts.isBlockCollection(value) ? slot : value.end();
        };
    String rest = source.between(from, source.lineEnd(from));
    boolean comment = rest.stripLeading().startsWith("#") && !rest.startsWith("#");
    return comment ? rest : "";
  }

  private static boolean isInline(Node target) {
    return switch (target) {
      case Node.Mapping(var entries) -> entries.isEmpty();
      case Node.Sequence(var items) -> items.isEmpty();
      case Node.Null _, Node.Bool _, Node.Num _, Node.Text _ -> true;
    };
  }
}
