package dev.gitsync.adapters.codecommit;

import dev.gitsync.adapters.codecommit.CodeCommitApi.Entry;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.RepoPath;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.codecommit.model.FileModeTypeEnum;

/**
 * Which files are there, and which of them are executable and have to stay so: CodeCommit wants to
 * be told with each commit. Remembers what was seen when files were read, so that a push of them
 * need not ask.
 */
final class FileModes {

  private record Place(CommitId at, RepoPath path) {}

  private final CodeCommitApi api;
  private final Map<Place, Optional<FileModeTypeEnum>> seen = new ConcurrentHashMap<>();

  FileModes(CodeCommitApi api) {
    this.api = api;
  }

  /** Takes note of a file's mode, empty where there is no such file. */
  void saw(CommitId at, RepoPath path, Optional<FileModeTypeEnum> mode) {
    seen.put(new Place(at, path), mode.map(FileModes::kept));
  }

  /** What is written in place of a symbolic link is a file. */
  private static FileModeTypeEnum kept(FileModeTypeEnum mode) {
    return mode == FileModeTypeEnum.EXECUTABLE ? mode : FileModeTypeEnum.NORMAL;
  }

  /** Those of the files that a commit has, with the modes that they are to keep. */
  Map<RepoPath, FileModeTypeEnum> on(Optional<CommitId> tip, Set<RepoPath> paths) {
    var modes = new HashMap<RepoPath, FileModeTypeEnum>();
    tip.ifPresent(
        at -> {
          look(at, paths);
          paths.forEach(path -> find(at, path).ifPresent(mode -> modes.put(path, mode)));
        });
    return modes;
  }

  private Optional<FileModeTypeEnum> find(CommitId at, RepoPath path) {
    return seen.getOrDefault(new Place(at, path), Optional.empty());
  }

  private void look(CommitId at, Set<RepoPath> paths) {
    Map<String, Set<RepoPath>> unseen =
        paths.stream()
            .filter(path -> !seen.containsKey(new Place(at, path)))
            .collect(Collectors.groupingBy(FileModes::folder, Collectors.toSet()));
    unseen.forEach(
        (folder, files) -> {
          Map<String, Entry> entries = api.folder(at, folder);
          files.forEach(
              path ->
                  saw(at, path, Optional.ofNullable(entries.get(path.value())).map(Entry::mode)));
        });
  }

  private static String folder(RepoPath path) {
    int slash = path.value().lastIndexOf('/');
    return slash < 0 ? CodeCommitApi.ROOT : path.value().substring(0, slash);
  }
}
