package dev.gitsync.bench.git;

import dev.gitsync.testkit.CGitServer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes a bare repository, packed and set up as hosts do. */
record SampleRepository(Path folder, Shape shape) {

  boolean isMade() {
    return Files.exists(folder);
  }

  void make() throws IOException {
    CGitServer.init(
        folder,
        "uploadpack.allowFilter=true",
        "uploadpack.allowAnySHA1InWant=true",
        // Hosts do this at night, not while somebody waits for a push.
        "receive.autogc=false");
    importHistory();
    CGitServer.run(folder, "git", "repack", "-a", "-d", "-q", "--write-bitmap-index");
    CGitServer.run(folder, "git", "commit-graph", "write", "--reachable", "--no-progress");
  }

  /** Makes a branch that is the same as {@code main}. */
  void branch(String name) throws IOException {
    CGitServer.run(folder, "git", "update-ref", "refs/heads/" + name, "refs/heads/main");
  }

  private void importHistory() throws IOException {
    Process process =
        new ProcessBuilder("git", "fast-import", "--quiet")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (Writer out =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.US_ASCII))) {
      firstCommit(out);
      for (int i = 1; i < shape.commits(); i++) {
        commit(out, i);
        String path = SampleFile.other((int) (i * 7_919L % shape.others()));
        file(out, path, SampleFile.text(path, i));
      }
    }
    if (Program.await(process) != 0) {
      throw new IOException("git fast-import failed in " + folder);
    }
  }

  private void firstCommit(Writer out) throws IOException {
    commit(out, 0);
    for (int i = 0; i < shape.link(); i++) {
      file(out, SampleFile.model(i), SampleFile.text(SampleFile.model(i), 0));
      file(out, SampleFile.sync(i), SampleFile.text(SampleFile.sync(i), 0));
    }
    for (int i = 0; i < shape.many(); i++) {
      file(out, SampleFile.many(i), SampleFile.text(SampleFile.many(i), 0));
    }
    for (int i = 0; i < shape.others(); i++) {
      file(out, SampleFile.other(i), SampleFile.text(SampleFile.other(i), 0));
    }
    file(out, "manifest-acme.yaml", "version: 1\n");
    file(out, "README.md", "# Acme\n");
  }

  private static void commit(Writer out, int number) throws IOException {
    out.write("commit refs/heads/main\n");
    out.write("committer Ada <ada@example.com> " + (1_700_000_000 + 600 * number) + " +0000\n");
    data(out, "Commit " + number + "\n");
  }

  private static void file(Writer out, String path, String text) throws IOException {
    out.write("M 100644 inline " + path + "\n");
    data(out, text);
  }

  private static void data(Writer out, String text) throws IOException {
    out.write("data " + text.length() + "\n" + text + "\n");
  }
}
