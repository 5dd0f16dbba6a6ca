package dev.gitsync.functions.api;

import dev.gitsync.flows.link.HeldDeletions;
import dev.gitsync.flows.link.HeldDeletions.Answer;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.port.Hints;
import dev.gitsync.flows.port.Links;
import java.util.List;
import java.util.Optional;

/** Takes somebody's word on deletions that the guard has stopped. */
record DeletionApi(Links links, Hints hints) {

  /** What may be said. */
  private enum Word {
    APPROVE,
    REFUSE
  }

  Response answer(Request request, Caller caller) throws ApiProblem {
    var body = new Body(request.json(), List.of("answer"));
    if (!body.has("answer")) {
      body.refuse("answer", "It is required: approve or refuse.");
    }
    Word word = body.word("answer", Word.class, Word.REFUSE);
    body.check();
    HeldDeletions answered = Attempts.run(() -> answer(caller, word));
    hints.outbound(caller.workspace());
    hints.inbound(caller.workspace());
    return Response.accepted(LinkJson.deletions(answered));
  }

  private Optional<HeldDeletions> answer(Caller caller, Word word) throws ApiProblem {
    Answer answer =
        switch (word) {
          case APPROVE -> Answer.APPROVED;
          case REFUSE -> Answer.REFUSED;
        };
    Link link = LinkApi.find(links, caller);
    Optional<HeldDeletions> held = link.state().deletions();
    if (held.isEmpty()) {
      throw ApiProblem.conflict("No deletion waits for an answer.");
    }
    if (held.get().answer() == answer) {
      return held;
    }
    if (held.get().isAnswered()) {
      throw ApiProblem.conflict("These deletions were answered already, and that is being done.");
    }
    HeldDeletions answered = held.get().answered(answer, caller.user());
    return links
        .advance(link.with(link.state().withDeletions(Optional.of(answered))))
        .map(it -> answered);
  }
}
