package dev.gitsync.adapters.codecommit;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.link.RepositoryUrl;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.BlobMetadata;
import software.amazon.awssdk.services.codecommit.model.BranchDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.Commit;
import software.amazon.awssdk.services.codecommit.model.CommitIdDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.CreateCommitRequest;
import software.amazon.awssdk.services.codecommit.model.Difference;
import software.amazon.awssdk.services.codecommit.model.FileDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.FileModeTypeEnum;
import software.amazon.awssdk.services.codecommit.model.FolderDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.GetDifferencesResponse;
import software.amazon.awssdk.services.codecommit.model.GetFileResponse;
import software.amazon.awssdk.services.codecommit.model.GetFolderResponse;
import software.amazon.awssdk.services.codecommit.model.InvalidBranchNameException;
import software.amazon.awssdk.services.codecommit.model.InvalidCommitIdException;

/**
 * One repository through the calls of <a
 * href="https://docs.aws.amazon.com/codecommit/latest/APIReference/Welcome.html">CodeCommit's
 * API</a> that are used, with what it does not have as empty answers.
 */
record CodeCommitApi(CodeCommitClient client, RepositoryUrl repository) {

  /** The API's name for the folder of all. */
  static final String ROOT = "/";

  /** Of as many files as CodeCommit puts on a page. */
  private static final int MOST_PAGES = 50;

  /** A file as a folder lists it. */
  record Entry(String blob, FileModeTypeEnum mode) {}

  Optional<CommitId> tip(String branch) {
    return call(
        () -> {
          try {
            var answer =
                client.getBranch(request -> request.repositoryName(name()).branchName(branch));
            return Optional.of(new CommitId(answer.branch().commitId()));
          } catch (BranchDoesNotExistException | InvalidBranchNameException e) {
            return Optional.empty();
          }
        });
  }

  /** The first page tells. */
  boolean hasBranches() {
    return call(
        () -> !client.listBranches(request -> request.repositoryName(name())).branches().isEmpty());
  }

  Optional<Commit> commit(CommitId id) {
    return call(
        () -> {
          try {
            var answer =
                client.getCommit(request -> request.repositoryName(name()).commitId(id.value()));
            return Optional.of(answer.commit());
          } catch (CommitIdDoesNotExistException | InvalidCommitIdException e) {
            return Optional.empty();
          }
        });
  }

  /**
   * The paths of all files that differ; empty when they are too many to list.
   *
   * <p>Asks about the whole repository. A filter by path would need one call for each place of the
   * link, and fails where a folder is new or gone.
   */
  Optional<Set<String>> differences(CommitId before, CommitId after) {
    return call(
        () -> {
          var paths = new HashSet<String>();
          int pages = 0;
          for (GetDifferencesResponse page : pages(before, after)) {
            if (++pages > MOST_PAGES) {
              return Optional.empty();
            }
            page.differences().stream().flatMap(CodeCommitApi::paths).forEach(paths::add);
          }
          return Optional.of(paths);
        });
  }

  private Iterable<GetDifferencesResponse> pages(CommitId before, CommitId after) {
    return client.getDifferencesPaginator(
        request ->
            request
                .repositoryName(name())
                .beforeCommitSpecifier(before.value())
                .afterCommitSpecifier(after.value()));
  }

  private static Stream<String> paths(Difference difference) {
    return Stream.of(
            Optional.ofNullable(difference.beforeBlob()),
            Optional.ofNullable(difference.afterBlob()))
        .flatMap(Optional::stream)
        .map(BlobMetadata::path);
  }

  /** The files and links in a folder itself, by path; none where there is no such folder. */
  Map<String, Entry> folder(CommitId at, String folder) {
    return call(
        () -> {
          try {
            return entries(
                client.getFolder(
                    request ->
                        request
                            .repositoryName(name())
                            .commitSpecifier(at.value())
                            .folderPath(folder)));
          } catch (FolderDoesNotExistException e) {
            return Map.of();
          }
        });
  }

  private static Map<String, Entry> entries(GetFolderResponse folder) {
    var entries = new HashMap<String, Entry>();
    folder
        .files()
        .forEach(
            file ->
                entries.put(
                    relative(file.absolutePath()), new Entry(file.blobId(), file.fileMode())));
    folder
        .symbolicLinks()
        .forEach(
            link ->
                entries.put(
                    relative(link.absolutePath()),
                    new Entry(link.blobId(), FileModeTypeEnum.SYMLINK)));
    return entries;
  }

  private static String relative(String path) {
    return path.startsWith("/") ? path.substring(1) : path;
  }

  /** Throws FileTooLargeException for what is longer than 6 MB. */
  Optional<GetFileResponse> file(CommitId at, RepoPath path) {
    try {
      return Optional.of(
          client.getFile(
              request ->
                  request
                      .repositoryName(name())
                      .commitSpecifier(at.value())
                      .filePath(path.value())));
    } catch (FileDoesNotExistException e) {
      return Optional.empty();
    }
  }

  /** Leaves it to the caller to tell what a failure means. */
  CommitId create(CreateCommitRequest.Builder commit) {
    return new CommitId(client.createCommit(commit.repositoryName(name()).build()).commitId());
  }

  /** Leaves it to the caller to tell what a failure means. */
  void createBranch(String branch, CommitId at) {
    client.createBranch(
        request -> request.repositoryName(name()).branchName(branch).commitId(at.value()));
  }

  <T> T call(Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw ApiFailure.explain(e, repository);
    }
  }

  private String name() {
    return repository.codeCommit().name();
  }
}
