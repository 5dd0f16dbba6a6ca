package dev.gitsync.core.yaml;

import java.util.NavigableSet;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.scanner.Scanner;
import org.snakeyaml.engine.v2.tokens.ScalarToken;
import org.snakeyaml.engine.v2.tokens.Token;

/**
 * Notes where dashes, keys, colons and scalars stand while the parser takes the scanner's tokens:
 * its events do not say.
 */
final class TokenMarks implements Scanner {

  private final Scanner scanner;
  private final SourceText source;
  private final NavigableSet<Integer> dashes = new TreeSet<>();
  private final NavigableSet<Integer> keys = new TreeSet<>();
  private final NavigableSet<Integer> colons = new TreeSet<>();
  private final NavigableSet<Integer> scalars = new TreeSet<>();

  TokenMarks(Scanner scanner, SourceText source) {
    this.scanner = scanner;
    this.source = source;
  }

  NavigableSet<Integer> dashes() {
    return dashes;
  }

  /** Where keys begin; where they are marked with a question mark, where that stands. */
  NavigableSet<Integer> keys() {
    return keys;
  }

  NavigableSet<Integer> colons() {
    return colons;
  }

  NavigableSet<Integer> scalars() {
    return scalars;
  }

  @Override
  public Token next() {
    Token token = scanner.next();
    token.getStartMark().ifPresent(mark -> note(token, source.offsetOfCodePoint(mark.getIndex())));
    return token;
  }

  private void note(Token token, int offset) {
    switch (token.getTokenId()) {
      case BlockEntry -> dashes.add(offset);
      case Key -> keys.add(offset);
      case Value -> colons.add(offset);
      case Scalar -> {
        if (token instanceof ScalarToken) {
          scalars.add(offset);
        }
      }
      default -> {
        // The events tell enough about the others.
      }
    }
  }

  @Override
  public boolean hasNext() {
    return scanner.hasNext();
  }

  @Override
  public boolean checkToken(Token.ID... choices) {
    return scanner.checkToken(choices);
  }

  @Override
  public boolean checkToken(Token.ID choice) {
    return scanner.checkToken(choice);
  }

  @Override
  public Token peekToken() {
    return scanner.peekToken();
  }

  @Override
  public void resetDocumentIndex() {
    scanner.resetDocumentIndex();
  }
}
