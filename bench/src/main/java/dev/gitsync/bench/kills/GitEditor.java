package dev.gitsync.bench.kills;

import dev.gitsync.bench.kills.Ledger.Life;
import dev.gitsync.bench.kills.Ledger.Outcome;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** Somebody who edits files in a clone, commits, and pushes until the server has it. */
final class GitEditor implements Round {

  private static final int MOST_FILES = 4;

  private final Writer writer;
  private final Path folder;
  private final Clone clone;
  private final HttpClient client;
  private final Ledger ledger;
  private final Random random;
  private final List<FileEdit> ways = Sample.fileEdits();
  private final List<String> files = new ArrayList<>();
  private int made;

  GitEditor(Writer writer, Clone clone, HttpClient client, Ledger ledger, Random random) {
    this.writer = writer;
    this.folder = clone.git().folder();
    this.clone = clone;
    this.client = client;
    this.ledger = ledger;
    this.random = random;
  }

  /** Counts the pushes that were begun. */
  AtomicLong pushes() {
    return clone.pushes();
  }

  /** What a push is to carry, to be noted when it is known what became of it. */
  private record Work(List<Edit> edits, Map<String, Life> lives) {}

  @Override
  public void run(Traffic traffic) throws IOException, InterruptedException {
    if (!clone.update(traffic)) {
      return;
    }
    var work = new Work(new ArrayList<>(), new HashMap<>());
    int commits = 1 + random.nextInt(3);
    for (int i = 0; i < commits; i++) {
      change(work);
      clone.commit("Edit by hand");
    }
    if (clone.publish(traffic)) {
      work.edits().forEach(edit -> ledger.note(edit, Outcome.ACCEPTED));
      work.lives().forEach(ledger::note);
      if (random.nextBoolean()) {
        pull(traffic);
      }
    } else if (traffic.isOpen()) {
      giveUp(work);
    }
  }

  private void giveUp(Work work) {
    work.edits().forEach(edit -> ledger.note(edit, Outcome.DROPPED));
    work.lives()
        .forEach(
            (file, life) -> {
              // Nothing came of it: what was made is not there, what was deleted still is.
              ledger.note(file, life == Life.PRESENT ? Life.DELETED : Life.PRESENT);
              files.remove(file);
            });
  }

  private void change(Work work) throws IOException {
    switch (random.nextInt(10)) {
      case 0 -> makeOrDelete(work);
      case 1 -> append(work);
      default -> edit(work, ways.get(random.nextInt(ways.size())));
    }
  }

  private void edit(Work work, FileEdit way) throws IOException {
    Path file = folder.resolve(way.cell().file());
    if (!Files.exists(file)) {
      ledger.complain("The branch does not have " + way.cell().file() + " any more");
      return;
    }
    Edit edit = ledger.begin(way.cell(), writer);
    String before = Files.readString(file);
    String after = way.change().apply(before, edit.token());
    if (after.equals(before)) {
      ledger.note(edit, Outcome.DROPPED);
      ledger.complain("The file does not have " + way.cell() + " any more");
      return;
    }
    Files.writeString(file, after);
    work.edits().add(edit);
  }

  private void append(Work work) throws IOException {
    Cell cell = Cell.of(Sample.growingFile(), "item made by " + writer.name() + " " + ++made);
    edit(
        work,
        FileEdit.of(cell, "^  mappings:\n", "  mappings:\n    - to: F_%s\n      from: more\n"));
  }

  private void makeOrDelete(Work work) throws IOException {
    if (files.size() == MOST_FILES) {
      String file = files.removeFirst();
      Files.deleteIfExists(folder.resolve(file));
      work.lives().put(file, Life.DELETED);
      ledger.note(file, Life.EITHER);
      return;
    }
    String slug = "made-" + writer.name() + "-" + ++made;
    String file = "models/" + slug + ".yaml";
    Files.writeString(
        folder.resolve(file),
        """
        name: %s
        source: aliased-postgres
        type: table
        tableName: public.%s
        primaryKey: id
        """
            .formatted(slug, slug));
    files.add(file);
    work.lives().put(file, Life.PRESENT);
    ledger.note(file, Life.EITHER);
  }

  /** As a webhook would, which is not there yet; without it the branch is read once a minute. */
  private void pull(Traffic traffic) throws IOException, InterruptedException {
    Optional<Address> address = traffic.address();
    if (address.isPresent()) {
      for (String workspace : Sample.WORKSPACES) {
        new Api(client, address.get(), workspace).call("POST", "/git-sync/pull", "");
      }
    }
  }
}
