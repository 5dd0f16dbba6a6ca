package dev.gitsync.adapters.codecommit;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.port.GitRemote;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.codecommit.model.FileModeTypeEnum;
import software.amazon.awssdk.services.codecommit.model.FileTooLargeException;
import software.amazon.awssdk.services.codecommit.model.GetFileResponse;

/** Reads files, one call for each. */
record FileReader(CodeCommitApi api, FileModes modes) {

  Map<RepoPath, byte[]> read(CommitId at, Set<RepoPath> paths) {
    return AtOnce.map(paths.stream(), path -> read(at, path))
        .flatMap(Optional::stream)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /**
   * CodeCommit gives nothing of a file over 6 MB. It is told as one that is as long as is read of
   * any, which is longer than a file may be: nobody looks at what it says.
   */
  private Optional<Map.Entry<RepoPath, byte[]>> read(CommitId at, RepoPath path) {
    return api.call(
        () -> {
          try {
            Optional<GetFileResponse> file = api.file(at, path);
            modes.saw(at, path, file.map(GetFileResponse::fileMode));
            return file.filter(it -> it.fileMode() != FileModeTypeEnum.SYMLINK)
                .map(it -> Map.entry(path, start(it)));
          } catch (FileTooLargeException e) {
            return Optional.of(Map.entry(path, new byte[GitRemote.MOST_BYTES]));
          }
        });
  }

  private static byte[] start(GetFileResponse file) {
    byte[] content = file.fileContent().asByteArrayUnsafe();
    return Arrays.copyOf(content, Math.min(content.length, GitRemote.MOST_BYTES));
  }
}
