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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.codecommit.model.CreateCommitRequest;
import software.amazon.awssdk.services.codecommit.model.FileModeTypeEnum;
import software.amazon.awssdk.services.codecommit.model.NoChangeException;
import software.amazon.awssdk.services.codecommit.model.PutFileEntry;

/**
 * Puts commits on a branch, one call for each that names the commit before: CodeCommit takes it
 * only while that is the branch's tip.
 */
record CommitPush(CodeCommitApi api, String branch, FileModes modes) {

  PushOutcome push(Optional<CommitId> expected, List<CommitDraft> drafts) {
    Map<RepoPath, FileModeTypeEnum> kept =
        modes.on(
            expected,
            drafts.stream()
                .flatMap(draft -> draft.files().keySet().stream())
                .collect(Collectors.toSet()));
    try {
      var ids = new ArrayList<CommitId>();
      @Nullable CommitId tip = expected.orElse(null);
      for (CommitDraft draft : drafts) {
        tip = commit(tip, draft, kept);
        ids.add(tip);
      }
      return new Pushed(ids);
    } catch (AwsServiceException e) {
      return outcome(e);
    } catch (SdkException e) {
      throw ApiFailure.explain(e, api.repository());
    }
  }

  private CommitId commit(
      @Nullable CommitId tip, CommitDraft draft, Map<RepoPath, FileModeTypeEnum> kept) {
    @Nullable CommitId last = tip;
    for (CommitPart part : CommitPart.of(draft)) {
      last = commit(last, part, draft.author(), kept);
    }
    return Optional.ofNullable(last).orElseThrow();
  }

  /** Where there is nothing to change, the branch has it already. */
  private CommitId commit(
      @Nullable CommitId parent,
      CommitPart part,
      Person author,
      Map<RepoPath, FileModeTypeEnum> kept) {
    try {
      return api.create(
          CreateCommitRequest.builder()
              .branchName(branch)
              .parentCommitId(parent == null ? null : parent.value())
              .authorName(author.name())
              .email(author.email().isEmpty() ? null : author.email())
              .commitMessage(part.message())
              .putFiles(files(part, kept)));
    } catch (NoChangeException e) {
      if (parent == null) {
        throw e;
      }
      return parent;
    }
  }

  private static List<PutFileEntry> files(CommitPart part, Map<RepoPath, FileModeTypeEnum> kept) {
    return part.files().entrySet().stream()
        .map(
            file ->
                PutFileEntry.builder()
                    .filePath(file.getKey().value())
                    .fileMode(kept.get(file.getKey()))
                    .fileContent(SdkBytes.fromByteArrayUnsafe(file.getValue()))
                    .build())
        .toList();
  }

  private PushOutcome outcome(AwsServiceException e) {
    return switch (ApiFailure.code(e)) {
      case "ParentCommitIdOutdatedException",
          "ParentCommitIdRequiredException",
          "ParentCommitDoesNotExistException",
          "InvalidParentCommitIdException",
          "BranchDoesNotExistException",
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
