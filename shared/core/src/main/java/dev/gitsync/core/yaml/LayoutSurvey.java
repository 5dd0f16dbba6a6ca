package dev.gitsync.core.yaml;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds how a file is indented: what most of its collections do. */
final class LayoutSurvey {

  private final SourceText source;
  private final BlockParts blocks;
  private final Map<Integer, Integer> mappings = new HashMap<>();
  private final Map<Integer, Integer> lists = new HashMap<>();
  private final Map<Integer, Integer> items = new HashMap<>();

  private LayoutSurvey(SourceText source, BlockParts blocks) {
    this.source = source;
    this.blocks = blocks;
  }

  static Layout of(SourceText source, BlockParts blocks, Syntax root) {
    var survey = new LayoutSurvey(source, blocks);
    survey.visit(root);
    return survey.layout();
  }

  private Layout layout() {
    Optional<Integer> mapping = mostOften(mappings, 1);
    Optional<Integer> list = mostOften(lists, 0);
    Layout usual = Layout.DEFAULT;
    int step = mapping.or(() -> list.filter(found -> found > 0)).orElse(usual.mapping());
    return new Layout(step, list.orElse(step), mostOften(items, 2).orElse(usual.item()));
  }

  private static Optional<Integer> mostOften(Map<Integer, Integer> counts, int least) {
    return counts.entrySet().stream()
        .filter(count -> count.getKey() >= least && count.getKey() <= Layout.WIDEST)
        .max(
            Map.Entry.<Integer, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey);
  }

  private void visit(Syntax syntax) {
    if (!BlockParts.isBlockCollection(syntax)) {
      return;
    }
    for (BlockParts.Part part : parts(syntax)) {
      List<BlockParts.Part> inner = parts(part.value());
      if (!inner.isEmpty()) {
        note(part, inner.getFirst().column() - part.column());
      } else if (part.holder() == BlockParts.Holder.KEY
          && part.value() instanceof Syntax.Scalar scalar
          && scalar.isBlock()) {
        mappings.merge(BlockText.indent(scalar, source) - part.column(), 1, Integer::sum);
      }
      visit(part.value());
    }
  }

  private void note(BlockParts.Part part, int step) {
    if (part.holder() == BlockParts.Holder.DASH) {
      items.merge(step, 1, Integer::sum);
    } else if (part.value() instanceof Syntax.Sequence) {
      lists.merge(step, 1, Integer::sum);
    } else {
      mappings.merge(step, 1, Integer::sum);
    }
  }

  private List<BlockParts.Part> parts(Syntax syntax) {
    return switch (syntax) {
      case Syntax.Mapping mapping when BlockParts.isBlockCollection(mapping) -> blocks.of(mapping);
      case Syntax.Sequence sequence when BlockParts.isBlockCollection(sequence) ->
          blocks.of(sequence);
      case Syntax.Mapping _, Syntax.Sequence _, Syntax.Scalar _, Syntax.Alias _ -> List.of();
    };
  }
}
