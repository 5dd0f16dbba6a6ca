package dev.gitsync.adapters.dynamodb;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.link.Proposal;
import dev.gitsync.flows.link.Proposal.Opened;
import dev.gitsync.flows.link.Proposal.Standing;
import java.time.Instant;
import java.util.Optional;

/** How a link's item says where proposed changes are. */
final class ProposalJson {

  private ProposalJson() {}

  static Mapping write(Proposal proposal) {
    Mapping json =
        Mapping.of("branch", new Text(proposal.branch()))
            .with("base", proposal.base().value())
            .with("standing", proposal.standing().name())
            .with("told", proposal.told())
            .with("lookedAt", proposal.lookedAt().toString());
    if (proposal.tip().isPresent()) {
      json = json.with("tip", proposal.tip().get().value());
    }
    if (proposal.opened().isPresent()) {
      Opened opened = proposal.opened().get();
      json = json.with("number", Num.of(opened.number())).with("url", opened.url());
    }
    return json;
  }

  static Proposal read(Mapping json) {
    return new Proposal(
        text(json, "branch"),
        new CommitId(text(json, "base")),
        json.text("tip").map(CommitId::new),
        opened(json),
        Standing.valueOf(text(json, "standing")),
        text(json, "told"),
        Instant.parse(text(json, "lookedAt")));
  }

  private static Optional<Opened> opened(Mapping json) {
    return json.get("number")
        .map(number -> new Opened(((Num) number).value().longValueExact(), text(json, "url")));
  }

  private static String text(Mapping json, String key) {
    return json.text(key).orElseThrow();
  }
}
