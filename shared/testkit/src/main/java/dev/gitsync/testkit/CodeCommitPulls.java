package dev.gitsync.testkit;

import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Bool;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.host.CheckReport.Status;
import dev.gitsync.flows.host.Draft;
import dev.gitsync.flows.host.PullRequest;
import dev.gitsync.flows.host.PullRequest.Origin;
import dev.gitsync.flows.host.PullRequest.State;
import dev.gitsync.testkit.hosts.HostedRepository;
import dev.gitsync.testkit.hosts.HostedRepository.Check;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What CodeCommit answers of the pull requests of one repository, by its API reference. Those of
 * forks are not there, as it has none. Our approval of a revision is kept as a check of its head:
 * {@value #APPROVAL}, which has passed while it is approved.
 */
final class CodeCommitPulls {

  private static final String APPROVAL = "approval";
  private static final String BRANCH = "refs/heads/";
  private static final int PULLS_ON_A_PAGE = 25;

  private final HostedRepository hosted;
  private final String name;
  private final CodeCommitComments comments;
  private final Set<Long> openedByUs = new HashSet<>();

  CodeCommitPulls(HostedRepository hosted, String name) {
    this.hosted = hosted;
    this.name = name;
    this.comments = new CodeCommitComments(hosted);
  }

  synchronized Mapping answer(String action, Mapping input) {
    return switch (action) {
      case "GetPullRequest" -> json(find(input));
      case "ListPullRequests" -> list(input);
      case "CreatePullRequest" -> create(input);
      case "UpdatePullRequestTitle" ->
          edit(input, text(input, "title"), hosted.body(find(input).number()));
      case "UpdatePullRequestDescription" ->
          edit(input, find(input).title(), text(input, "description"));
      case "GetPullRequestApprovalStates" -> approvals(input);
      case "UpdatePullRequestApprovalState" -> approve(input);
      case "GetCommentsForPullRequest" -> comments.list(find(input), input);
      case "PostCommentForPullRequest" -> comments.post(find(input), input);
      case "UpdateComment" -> comments.update(input);
      case "DeleteCommentContent" -> comments.delete(input);
      default -> throw new CodeCommitFault("UnknownOperationException", action);
    };
  }

  private static String text(Mapping input, String key) {
    return CodeCommitActions.text(input, key);
  }

  private PullRequest find(Mapping input) {
    return hosted
        .find(Long.parseLong(text(input, "pullRequestId")))
        .filter(it -> it.origin() == Origin.SAME_REPOSITORY)
        .orElseThrow(
            () -> new CodeCommitFault("PullRequestDoesNotExistException", "There is none"));
  }

  /** An open one, to be changed. */
  private PullRequest findOpen(Mapping input) {
    PullRequest pull = find(input);
    if (pull.state() != State.OPEN) {
      throw new CodeCommitFault("PullRequestAlreadyClosedException", "It is closed");
    }
    return pull;
  }

  private Mapping list(Mapping input) {
    if (!text(input, "repositoryName").equals(name)) {
      throw new CodeCommitFault("RepositoryDoesNotExistException", "There is none");
    }
    Optional<String> status = input.text("pullRequestStatus");
    List<Node> numbers =
        hosted.pulls().stream()
            .filter(it -> it.origin() == Origin.SAME_REPOSITORY)
            .filter(it -> status.isEmpty() || status.get().equals(status(it)))
            .<Node>map(it -> new Text(Long.toString(it.number())))
            .toList();
    return CodeCommitActions.page(numbers, PULLS_ON_A_PAGE, "pullRequestIds", "nextToken", input);
  }

  private static String status(PullRequest pull) {
    return pull.state() == State.OPEN ? "OPEN" : "CLOSED";
  }

  private Mapping json(PullRequest pull) {
    Mapping target =
        Mapping.of("repositoryName", new Text(name))
            .with("sourceReference", BRANCH + pull.source())
            .with("destinationReference", BRANCH + pull.target())
            .with("sourceCommit", pull.head().value())
            .with("destinationCommit", pull.targetTip().value())
            .with("mergeBase", pull.base().value())
            .with("mergeMetadata", Mapping.of("isMerged", new Bool(pull.state() == State.MERGED)));
    Mapping json =
        Mapping.of("pullRequestId", new Text(Long.toString(pull.number())))
            .with("title", pull.title())
            .with("description", hosted.body(pull.number()))
            .with("pullRequestStatus", status(pull))
            .with("revisionId", revision(pull))
            .with("pullRequestTargets", Sequence.of(target));
    return Mapping.of("pullRequest", json);
  }

  /** Each push makes another revision. */
  private static String revision(PullRequest pull) {
    return "revision-of-" + pull.number() + "-at-" + pull.head();
  }

  private Mapping create(Mapping input) {
    Mapping target = (Mapping) ((Sequence) input.get("targets").orElseThrow()).items().getFirst();
    var draft =
        new Draft(
            text(target, "sourceReference"),
            text(target, "destinationReference"),
            checked(text(input, "title"), 150, "InvalidTitleException"),
            checked(input.text("description").orElse(""), 10_240, "InvalidDescriptionException"));
    PullRequest opened =
        hosted
            .open(draft)
            .orElseThrow(() -> new CodeCommitFault("InvalidTargetsException", "There is one"));
    openedByUs.add(opened.number());
    return json(opened);
  }

  static String checked(String text, int longest, String otherwise) {
    if (text.length() > longest) {
      throw new CodeCommitFault(otherwise, "Limited to " + longest + " characters");
    }
    return text;
  }

  private Mapping edit(Mapping input, String title, String body) {
    String fits = checked(title, 150, "InvalidTitleException");
    String description = checked(body, 10_240, "InvalidDescriptionException");
    return json(hosted.edit(findOpen(input).number(), fits, description));
  }

  private Mapping approvals(Mapping input) {
    List<Node> approvals =
        approval(find(input)).stream()
            .<Node>map(
                it ->
                    Mapping.of("userArn", new Text(CodeCommitComments.US))
                        .with("approvalState", it.status() == Status.PASSED ? "APPROVE" : "REVOKE"))
            .toList();
    return Mapping.of("approvals", new Sequence(approvals));
  }

  private Optional<Check> approval(PullRequest pull) {
    return hosted.check(pull.head(), APPROVAL);
  }

  /** Writes nothing where it stands so already. */
  private Mapping approve(Mapping input) {
    PullRequest pull = findOpen(input);
    if (!text(input, "revisionId").equals(revision(pull))) {
      throw new CodeCommitFault("RevisionNotCurrentException", "There is another revision");
    }
    if (openedByUs.contains(pull.number())) {
      throw new CodeCommitFault("PullRequestCannotBeApprovedByAuthorException", "It is yours");
    }
    Status status = text(input, "approvalState").equals("APPROVE") ? Status.PASSED : Status.FAILED;
    Optional<Check> known = approval(pull);
    if (known.filter(it -> it.status() == status).isEmpty()) {
      long id = known.map(Check::id).orElse(0L);
      hosted.putCheck(new Check(id, pull.head(), APPROVAL, status, "", 0, ""));
    }
    return Mapping.empty();
  }
}
