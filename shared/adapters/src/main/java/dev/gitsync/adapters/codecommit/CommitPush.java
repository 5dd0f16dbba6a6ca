package dev.gitsync.adapters.codecommit;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.Person;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.flows.port.GitRemote.CommitDraft;
import dev.gitsync.flows.port.GitRemote.HeadMoved;
import dev.gitsync.flows.port.GitRemote.PushOutcome;
import dev.gitsync.flows.port.GitRemote.Pushed;
import dev.gitsync.flows.port.GitRemote.Reason;
import dev.gitsync.flows.port.GitRemote.Refused;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.codecommit.model.BranchNameExistsException;
import software.amazon.awssdk.services.codecommit.model.CreateCommitRequest;
import software.amazon.awssdk.services.codecommit.model.DeleteFileEntry;
import software.amazon.awssdk.services.codecommit.model.FileModeTypeEnum;
import software.amazon.awssdk.services.codecommit.model.NoChangeException;
import software.amazon.awssdk.services.codecommit.model.PutFileEntry;

/**
 * Puts commits on a branch, one call for each that names the commit before: CodeCommit takes it
 * only while that is the branch's tip.
 */
record CommitPush(CodeCommitApi api, String branch, FileModes modes) {

  /** A branch that an earlier run made and did not come to commit to is taken for the new one. */
  PushOutcome branchOff(CommitId from, List<CommitDraft> drafts) {
    try {
      api.createBranch(branch, from);
    } catch (BranchNameExistsException e) {
      return push(Optional.of(from), drafts);
    } catch (AwsServiceException e) {
      return outcome(e);
    } catch (SdkException e) {
      throw ApiFailure.explain(e, api.repository());
    }
    return push(Optional.of(from), drafts);
  }

  PushOutcome push(Optional<CommitId> expected, List<CommitDraft> drafts) {
    if (drafts.stream().anyMatch(draft -> draft.merged().isPresent())) {
      throw new IllegalArgumentException("CodeCommit's API makes no merge of these files.");
    }
    Map<RepoPath, FileModeTypeEnum> there =
        modes.on(
            expected,
            drafts.stream().flatMap(draft -> draft.paths().stream()).collect(Collectors.toSet()));
    try {
      var ids = new ArrayList<CommitId>();
      @Nullable CommitId tip = expected.orElse(null);
      for (CommitDraft draft : drafts) {
        tip = commit(tip, draft, there);
        ids.add(tip);
      }
      return new Pushed(ids);
    } catch (AwsServiceException e) {
      return outcome(e);
    } catch (SdkException e) {
      throw ApiFailure.explain(e, api.repository());
    }
  }

  /**
   * @param there the files of all drafts that are there, with their modes; those after the commit
   *     when it is made
   */
  private CommitId commit(
      @Nullable CommitId tip, CommitDraft draft, Map<RepoPath, FileModeTypeEnum> there) {
    @Nullable CommitId last = tip;
    draft.files().keySet().forEach(path -> there.putIfAbsent(path, FileModeTypeEnum.NORMAL));
    Set<RepoPath> deleted = new HashSet<>(draft.deleted());
    deleted.retainAll(there.keySet());
    for (CommitPart part : CommitPart.of(draft, deleted)) {
      last = commit(last, part, draft.author(), there);
    }
    there.keySet().removeAll(deleted);
    return Optional.ofNullable(last).orElseThrow();
  }

  /** Where there is nothing to change, the branch has it already. */
  private CommitId commit(
      @Nullable CommitId parent,
      CommitPart part,
      Person author,
      Map<RepoPath, FileModeTypeEnum> modes) {
    try {
      return api.create(
          CreateCommitRequest.builder()
              .branchName(branch)
              .parentCommitId(parent == null ? null : parent.value())
              .authorName(author.name())
              .email(author.email().isEmpty() ? null : author.email())
              .commitMessage(part.message())
              .putFiles(files(part, modes))
              .deleteFiles(deleted(part)));
    } catch (NoChangeException e) {
      if (parent == null) {
        throw e;
      }
      return parent;
    }
  }

  private static List<PutFileEntry> files(CommitPart part, Map<RepoPath, FileModeTypeEnum> modes) {
    return part.files().entrySet().stream()
        .map(
            file ->
                PutFileEntry.builder()
                    .filePath(file.getKey().value())
                    .fileMode(modes.get(file.getKey()))
                    .fileContent(SdkBytes.fromByteArrayUnsafe(file.getValue()))
                    .build())
        .toList();
  }

  private static List<DeleteFileEntry> deleted(CommitPart part) {
    return part.deleted().stream()
        .map(path -> DeleteFileEntry.builder().filePath(path.value()).build())
        .toList();
  }

  private PushOutcome outcome(AwsServiceException e) {
    return switch (ApiFailure.code(e)) {
      case "ParentCommitIdOutdatedException",
          "ParentCommitIdRequiredException",
          "ParentCommitDoesNotExistException",
          "InvalidParentCommitIdException",
          "BranchDoesNotExistException",
          "CommitDoesNotExistException",
          "BranchNameExistsException",
          "ConcurrentReferenceUpdateException" ->
          new HeadMoved();
      case "AccessDeniedException" -> refused(Reason.PERMISSION, e);
      case "FileContentSizeLimitExceededException",
          "FolderContentSizeLimitExceededException",
          "MaximumFileEntriesExceededException",
          "CommitMessageLengthExceededException" ->
          refused(Reason.SIZE, e);
      case "NameLengthExceededException",
          "InvalidEmailException",
          "InvalidPathException",
          "InvalidBranchNameException",
          "BranchNameIsTagNameException",
          "FileNameConflictsWithDirectoryNameException",
          "DirectoryNameConflictsWithFileNameException",
          "FilePathConflictsWithSubmodulePathException" ->
          refused(Reason.POLICY, e);
      default -> throw ApiFailure.explain(e, api.repository());
    };
  }

  private static Refused refused(Reason reason, AwsServiceException e) {
    return new Refused(reason, ApiFailure.words(e));
  }
}
