package dev.gitsync.local;

import dev.gitsync.local.git.GitAccess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code local.json}: what a script needs to use a running system. Its owner alone may read it. */
record LocalFile(URI api, List<Workspace> workspaces, Repository repository) {
  LocalFile {
    workspaces = List.copyOf(workspaces);
  }

  static LocalFile of(LocalSystem system, List<Workspace> workspaces) {
    GitAccess access = system.gitAccess();
    return new LocalFile(
        system.api(),
        workspaces,
        new Repository(system.repository(), access.username(), access.password()));
  }

  /** The workspaces that a file of an earlier start has; none where there is no file. */
  static List<Workspace> workspaces(Path file) {
    if (!Files.exists(file)) {
      return List.of();
    }
    return JsonMapper.shared().readValue(file.toFile(), LocalFile.class).workspaces();
  }

  void write(Path file) {
    JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    OwnerOnly.write(file, mapper.writeValueAsBytes(this));
  }

  /** A workspace and a key for its API. */
  record Workspace(String id, String apiKey) {
    @Override
    public String toString() {
      return "Workspace[" + id + "]";
    }
  }

  /** The served repository and who may use it. */
  record Repository(URI url, String username, String password) {
    @Override
    public String toString() {
      return "Repository[" + url + "]";
    }
  }
}
