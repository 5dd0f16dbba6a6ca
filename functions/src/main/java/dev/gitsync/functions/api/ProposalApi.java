package dev.gitsync.functions.api;

import dev.gitsync.core.change.Change;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Null;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.link.Proposal;
import dev.gitsync.flows.link.Proposal.Standing;
import dev.gitsync.flows.port.Hints;
import dev.gitsync.flows.port.Links;
import dev.gitsync.flows.port.Resources;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Shows the pull request that brings a workspace's changes, and opens another one. */
record ProposalApi(Links links, Resources resources, Hints hints, InstantSource clock) {

  Response read(Caller caller) throws ApiProblem {
    return Response.ok(show(known(LinkApi.find(links, caller)), waiting(caller)));
  }

  /**
   * Has what waits proposed anew where the pull request was closed. One that turns out to be open
   * goes on.
   */
  Response renew(Caller caller) throws ApiProblem {
    Proposal abandoned = Attempts.run(() -> abandon(caller));
    hints.outbound(caller.workspace());
    return Response.accepted(show(abandoned, waiting(caller)));
  }

  private Optional<Proposal> abandon(Caller caller) throws ApiProblem {
    Link link = LinkApi.find(links, caller);
    Proposal proposal = known(link);
    if (proposal.opened().isEmpty()) {
      throw ApiProblem.conflict("The pull request is still to be opened.");
    }
    Proposal abandoned = proposal.standing(Standing.ABANDONED);
    var state = link.state().with(Optional.of(abandoned)).retriedAt(clock.instant());
    return links.advance(link.with(state)).map(it -> abandoned);
  }

  private static Proposal known(Link link) throws ApiProblem {
    Optional<Proposal> proposal = link.state().proposal();
    if (proposal.isEmpty()) {
      throw ApiProblem.notFound("No changes are proposed.");
    }
    return proposal.get();
  }

  private List<Change> waiting(Caller caller) {
    return resources.waiting(caller.workspace(), LinkApi.MOST_WAITING);
  }

  /** A proposal as answers show it, with the number of changes that wait for it. */
  static Mapping show(Proposal proposal, List<Change> waiting) {
    return Mapping.of("branch", new Text(proposal.branch()))
        .with("number", proposal.opened().<Node>map(it -> Num.of(it.number())).orElse(new Null()))
        .with("url", LinkJson.text(proposal.opened().map(Proposal.Opened::url)))
        .with("state", Words.of(proposal.standing()))
        .with("changes", Num.of(waiting.size()));
  }
}
