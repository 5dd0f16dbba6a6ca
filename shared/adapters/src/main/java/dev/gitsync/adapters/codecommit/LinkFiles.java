package dev.gitsync.adapters.codecommit;

import dev.gitsync.adapters.codecommit.CodeCommitApi.Entry;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.repo.RepoPath;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which files of a commit concern a link. */
record LinkFiles(CodeCommitApi api, LinkLayout layout) {

  /** The link's files, by three calls: the root, the models and the syncs. */
  Map<RepoPath, Entry> at(CommitId commit) {
    var files = new HashMap<RepoPath, Entry>();
    AtOnce.map(folders(), folder -> api.folder(commit, folder))
        .flatMap(entries -> entries.entrySet().stream())
        .forEach(entry -> parse(entry.getKey()).ifPresent(at -> files.put(at, entry.getValue())));
    return files;
  }

  private Stream<String> folders() {
    return Stream.concat(
        Stream.of(CodeCommitApi.ROOT), layout.folders().stream().map(RepoPath::value));
  }

  /** The link's files that are not the same in two commits. */
  Set<RepoPath> differences(CommitId before, CommitId after) {
    return api.differences(before, after)
        .map(
            paths ->
                paths.stream().flatMap(path -> parse(path).stream()).collect(Collectors.toSet()))
        .orElseGet(() -> compare(at(before), at(after)));
  }

  private static Set<RepoPath> compare(Map<RepoPath, Entry> before, Map<RepoPath, Entry> after) {
    return Stream.concat(before.keySet().stream(), after.keySet().stream())
        .filter(
            path ->
                !Optional.ofNullable(before.get(path)).equals(Optional.ofNullable(after.get(path))))
        .collect(Collectors.toSet());
  }

  private Optional<RepoPath> parse(String path) {
    return RepoPath.parse(path).filter(layout::concerns);
  }
}
