package dev.gitsync.bench.git;

import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.port.GitRemote.CommitDraft;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The git program: a clone without history, file contents and most folders, into which the touched
 * ones are put. All of it is measured, since nothing of it is there before.
 *
 * @param folder for clones, one at a time
 */
record GitProgram(Branch branch, Path folder, Program program) implements Session {

  private static final String CLONE = "clone";

  static GitProgram in(Branch branch) throws IOException {
    Path folder = home(branch.entry()).resolve(branch.repository().getPort() + "-clones");
    Files.createDirectories(folder);
    return new GitProgram(branch, folder, new Program(environment(branch)));
  }

  private static Path home(Entry entry) {
    return switch (entry) {
      case Entry.Https https -> https.certificate().folder();
      case Entry.Ssh ssh -> ssh.folder();
    };
  }

  /** Settings that would be in a file; credentials stay out of the list of processes. */
  private static Map<String, String> environment(Branch branch) throws IOException {
    var settings =
        new ArrayList<>(
            List.of(
                // Goes on in the background, where it would slow whoever is next.
                Map.entry("maintenance.auto", "false"),
                Map.entry("user.name", "Ada Lovelace"),
                Map.entry("user.email", "ada@example.com")));
    switch (branch.entry()) {
      case Entry.Https https -> {
        settings.add(Map.entry("http.sslCAInfo", https.certificate().pem().toString()));
        settings.add(Map.entry("http.extraHeader", "Authorization: " + branch.authorization()));
      }
      case Entry.Ssh ssh -> settings.add(Map.entry("core.sshCommand", command(branch, ssh)));
    }
    var environment = new HashMap<String, String>();
    for (int i = 0; i < settings.size(); i++) {
      environment.put("GIT_CONFIG_KEY_" + i, settings.get(i).getKey());
      environment.put("GIT_CONFIG_VALUE_" + i, settings.get(i).getValue());
    }
    environment.put("GIT_CONFIG_COUNT", String.valueOf(settings.size()));
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    environment.put("GIT_TERMINAL_PROMPT", "0");
    environment.put("NO_PROXY", branch.repository().getHost());
    return environment;
  }

  private static String command(Branch branch, Entry.Ssh ssh) throws IOException {
    URI uri = branch.repository();
    String known = "[%s]:%d %s\n".formatted(uri.getHost(), uri.getPort(), ssh.hostKey());
    return ssh.key().command(ssh.folder(), known);
  }

  @Override
  public void prepare(Job job) throws IOException {
    Path clone = folder.resolve(CLONE);
    if (Files.exists(clone)) {
      try (Stream<Path> files = Files.walk(clone)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Override
  public void run(Job job, CommitDraft draft) throws IOException {
    if (job.isPoll()) {
      git(folder, "ls-remote --exit-code", branch.repository().toString(), branch.ref());
    } else {
      change(job, draft);
    }
  }

  private void change(Job job, CommitDraft draft) throws IOException {
    Path clone = folder.resolve(CLONE);
    git(
        folder,
        "clone -q --depth 1 --filter=blob:none --sparse",
        "--branch=" + branch.name(),
        branch.repository().toString(),
        CLONE);
    git(clone, "sparse-checkout set", job.folders().toArray(String[]::new));
    for (Map.Entry<RepoPath, String> file : draft.files().entrySet()) {
      Files.writeString(clone.resolve(file.getKey().value()), file.getValue());
    }
    git(clone, "commit -q -a", "--message=" + draft.message());
    git(clone, "push -q origin", branch.name());
  }

  private void git(Path where, String command, String... arguments) throws IOException {
    var all = new ArrayList<>(List.of("git"));
    all.addAll(List.of(command.split(" ")));
    all.addAll(List.of(arguments));
    program.run(where, all);
  }
}
