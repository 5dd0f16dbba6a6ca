package dev.gitsync.bench.kills;

import dev.gitsync.bench.kills.Api.Answer;
import dev.gitsync.bench.kills.Ledger.Life;
import dev.gitsync.bench.kills.Ledger.Outcome;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/** Somebody who edits through the API, makes models of their own, and deletes them again. */
final class WorkspaceEditor implements Round {

  private static final int MOST_MODELS = 4;

  private final Writer writer;
  private final HttpClient client;
  private final Ledger ledger;
  private final Random random;
  private final List<Patch> patches;
  private final List<String> models = new ArrayList<>();
  private int made;

  WorkspaceEditor(
      Writer writer, HttpClient client, Ledger ledger, Random random, List<Patch> patches) {
    this.writer = writer;
    this.client = client;
    this.ledger = ledger;
    this.random = random;
    this.patches = List.copyOf(patches);
  }

  @Override
  public void run(Traffic traffic) throws IOException, InterruptedException {
    Optional<Address> address = traffic.address();
    if (address.isEmpty()) {
      return;
    }
    var api = new Api(client, address.get(), writer.side());
    switch (random.nextInt(8)) {
      case 0 -> makeOrDelete(api);
      case 1 -> patchOwn(api);
      default -> patch(api, patches.get(random.nextInt(patches.size())));
    }
  }

  private void patch(Api api, Patch patch) throws IOException, InterruptedException {
    Optional<JsonNode> current = find(api, patch.kind(), patch.slug());
    if (current.isEmpty()) {
      return;
    }
    Edit edit = ledger.begin(patch.cell(), writer);
    String path = "/" + patch.kind() + "/" + current.get().at("/id").asString();
    Answer answer = api.call("PATCH", path, patch.body().apply(current.get(), edit.token()));
    if (isAccepted(answer, "PATCH " + path)) {
      ledger.note(edit, Outcome.ACCEPTED);
    }
  }

  private Optional<JsonNode> find(Api api, String kind, String slug)
      throws IOException, InterruptedException {
    JsonNode found = api.find(kind, slug);
    if (found.isMissingNode()) {
      ledger.complain("%s does not have %s/%s any more".formatted(writer.side(), kind, slug));
      return Optional.empty();
    }
    return Optional.of(found);
  }

  private boolean isAccepted(Answer answer, String what) {
    if (!answer.isAccepted() && !answer.isTrouble()) {
      ledger.complain("%s of %s: %s".formatted(what, writer.name(), answer));
    }
    return answer.isAccepted();
  }

  private void patchOwn(Api api) throws IOException, InterruptedException {
    if (!models.isEmpty()) {
      patch(api, Sample.description("models", models.get(random.nextInt(models.size()))));
    }
  }

  private void makeOrDelete(Api api) throws IOException, InterruptedException {
    if (models.size() == MOST_MODELS) {
      delete(api, models.removeFirst());
    } else {
      make(api, "made-" + writer.name() + "-" + ++made);
    }
  }

  private void make(Api api, String slug) throws IOException, InterruptedException {
    String body = Sample.model(api, slug);
    ledger.note(file(slug), Life.EITHER);
    if (isAccepted(api.call("POST", "/models", body), "POST /models")) {
      ledger.note(file(slug), Life.PRESENT);
      models.add(slug);
    }
  }

  private void delete(Api api, String slug) throws IOException, InterruptedException {
    Optional<JsonNode> current = find(api, "models", slug);
    if (current.isPresent()) {
      ledger.note(file(slug), Life.EITHER);
      String path = "/models/" + current.get().at("/id").asString();
      if (isAccepted(api.call("DELETE", path, ""), "DELETE " + path)) {
        ledger.note(file(slug), Life.DELETED);
      }
    }
  }

  private static String file(String slug) {
    return "models/" + slug + ".yaml";
  }
}
