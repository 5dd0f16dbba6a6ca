package dev.gitsync.adapters.dynamodb;

import dev.gitsync.core.repo.Person;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.flows.link.HeldDeletions;
import dev.gitsync.flows.link.HeldDeletions.Answer;
import java.math.BigDecimal;
import java.time.Instant;

/** How a link's item says which deletions the guard has stopped. */
final class HeldDeletionsJson {

  private HeldDeletionsJson() {}

  static Mapping write(HeldDeletions held) {
    Mapping json =
        Mapping.of("inbound", Num.of(held.inbound()))
            .with("outbound", Num.of(held.outbound()))
            .with("upTo", Num.of(held.upTo()))
            .with("since", held.since().toString())
            .with("answer", held.answer().name());
    return held.by().isPresent()
        ? json.with("byName", held.by().get().name()).with("byEmail", held.by().get().email())
        : json;
  }

  static HeldDeletions read(Mapping json) {
    return new HeldDeletions(
        number(json, "inbound").intValueExact(),
        number(json, "outbound").intValueExact(),
        number(json, "upTo").longValueExact(),
        Instant.parse(json.text("since").orElseThrow()),
        Answer.valueOf(json.text("answer").orElseThrow()),
        json.text("byName").map(name -> new Person(name, json.text("byEmail").orElseThrow())));
  }

  private static BigDecimal number(Mapping json, String key) {
    return ((Num) json.get(key).orElseThrow()).value();
  }
}
