package dev.gitsync.adapters.webhooks;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Bool;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import java.util.Optional;
import java.util.stream.Stream;

/** What a webhook says, by paths of keys. Whatever is not as expected is not there. */
record Payload(Node json) {

  private static final String BRANCH = "refs/heads/";

  private Optional<Node> at(String... keys) {
    Optional<Node> node = Optional.of(json);
    for (String key : keys) {
      node =
          node.flatMap(it -> it instanceof Mapping mapping ? mapping.get(key) : Optional.empty());
    }
    return node.filter(it -> !(it instanceof Node.Null));
  }

  boolean has(String... keys) {
    return at(keys).isPresent();
  }

  boolean isTrue(String... keys) {
    return at(keys).filter(new Bool(true)::equals).isPresent();
  }

  String text(String... keys) {
    return findText(keys).orElse("");
  }

  Optional<String> findText(String... keys) {
    return at(keys)
        .flatMap(it -> it instanceof Text(var text) ? Optional.of(text) : Optional.empty());
  }

  /** A pull request's number; a text of digits is one too. */
  Optional<Long> number(String... keys) {
    return at(keys)
        .flatMap(
            node ->
                switch (node) {
                  case Num(var value) when value.scale() <= 0 && value.precision() <= 18 ->
                      Optional.of(value.longValueExact());
                  case Text(var text) when text.matches("[0-9]{1,18}") ->
                      Optional.of(Long.valueOf(text));
                  default -> Optional.empty();
                });
  }

  Optional<CommitId> commit(String... keys) {
    return findText(keys).flatMap(CommitId::parse).filter(it -> !it.value().matches("0+"));
  }

  /** The name of the branch whose full name this is; empty for tags and others. */
  Optional<String> branch(String... keys) {
    return findText(keys)
        .filter(name -> name.startsWith(BRANCH))
        .map(name -> name.substring(BRANCH.length()));
  }

  Stream<Payload> each(String... keys) {
    return at(keys).stream()
        .flatMap(it -> it instanceof Sequence(var items) ? items.stream() : Stream.empty())
        .map(Payload::new);
  }

  Payload in(String... keys) {
    return new Payload(at(keys).orElse(Mapping.empty()));
  }
}
