package dev.gitsync.core.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Finds the comments of a text: what begins with {@code #} and is not within a value. */
final class CommentSurvey {

  private final SourceText source;

  /** Where values begin, and where each ends. */
  private final NavigableMap<Integer, Integer> scalars = new TreeMap<>();

  private final List<Integer> comments = new ArrayList<>();

  private CommentSurvey(SourceText source) {
    this.source = source;
  }

  static CommentSurvey of(YamlReader.Source original) {
    var survey = new CommentSurvey(original.text());
    original.syntax().root().ifPresent(survey::visit);
    survey.find();
    return survey;
  }

  /** What the comments say, sorted: a comment may have moved with its field. */
  List<String> texts() {
    return comments.stream()
        .map(start -> source.between(start, source.lineEnd(start)).stripTrailing())
        .sorted()
        .toList();
  }

  /** Whether a comment begins there. */
  boolean isAnyWithin(int start, int end) {
    return comments.stream().anyMatch(it -> it >= start && it < end);
  }

  private void visit(Syntax syntax) {
    switch (syntax) {
      case Syntax.Mapping mapping ->
          mapping
              .entries()
              .forEach(
                  entry -> {
                    visit(entry.key());
                    visit(entry.value());
                  });
      case Syntax.Sequence sequence -> sequence.items().forEach(this::visit);
      case Syntax.Scalar scalar when scalar.isBlock() ->
          scalars.put(source.lineEnd(scalar.content()), scalar.end());
      case Syntax.Scalar scalar -> scalars.put(scalar.start(), scalar.end());
      case Syntax.Alias _ -> {}
    }
  }

  private void find() {
    String text = source.text();
    int at = text.indexOf('#');
    while (at >= 0) {
      var scalar = scalars.floorEntry(at);
      if (scalar != null && at < scalar.getValue()) {
        at = text.indexOf('#', scalar.getValue());
      } else {
        if (at == 0 || Character.isWhitespace(text.charAt(at - 1))) {
          comments.add(at);
        }
        at = text.indexOf('#', source.lineEnd(at));
      }
    }
  }
}
