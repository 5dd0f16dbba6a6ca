package dev.gitsync.adapters.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Json.Malformed;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.flows.host.WebhookEvent;
import dev.gitsync.flows.host.WebhookEvent.CommitQueued;
import dev.gitsync.flows.host.WebhookEvent.Pinged;
import dev.gitsync.flows.host.WebhookEvent.PullRequestEnded;
import dev.gitsync.flows.host.WebhookEvent.PullRequestMoved;
import dev.gitsync.flows.host.WebhookEvent.Pushed;
import dev.gitsync.flows.link.HostKind;
import dev.gitsync.flows.link.RepositoryUrl.Place;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookReaderTest {

  private static final CommitId ONE = new CommitId("%040x".formatted(1));
  private static final CommitId TWO = new CommitId("%040x".formatted(2));
  private static final String ZERO = "0".repeat(40);
  private static final Optional<String> MAIN = Optional.of("main");

  @Test
  void readsPushesOfGitHub() throws Malformed {
    assertThat(github("push", "{'ref':'refs/heads/a/b','after':'%s'}".formatted(ONE)))
        .containsExactly(new Pushed("a/b", Optional.of(ONE)));
    assertThat(github("push", "{'ref':'refs/heads/a','after':'%s'}".formatted(ZERO)))
        .containsExactly(new Pushed("a", Optional.empty()));
    assertThat(github("push", "{'ref':'refs/tags/v1','after':'%s'}".formatted(ONE))).isEmpty();
    assertThat(github("ping", "{'zen':'Keep it simple.'}")).containsExactly(new Pinged());
    assertThat(github("star", "{'action':'created'}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"opened", "reopened", "synchronize", "ready_for_review"})
  void readsPullRequestsThatMoved(String action) throws Malformed {
    assertThat(github("pull_request", pullRequest(action)))
        .containsExactly(new PullRequestMoved(12, MAIN));
  }

  @Test
  void readsOtherPullRequestsOfGitHub() throws Malformed {
    assertThat(github("pull_request", pullRequest("closed")))
        .containsExactly(new PullRequestEnded(12, "fix", MAIN));
    assertThat(github("pull_request", pullRequest("labeled"))).isEmpty();
    assertThat(github("pull_request", pullRequest("edited"))).isEmpty();
    String edited = pullRequest("edited");
    assertThat(
            github(
                "pull_request",
                edited.substring(0, edited.length() - 1)
                    + ",'changes':{'base':{'ref':{'from':'x'}}}}"))
        .containsExactly(new PullRequestMoved(12, MAIN));
  }

  @Test
  void readsWhatAsksForACheckAnew() throws Malformed {
    String requests = "{'pull_requests':[{'number':3,'base':{'ref':'main'}}]}";
    assertThat(github("check_run", "{'action':'rerequested','check_run':%s}".formatted(requests)))
        .containsExactly(new PullRequestMoved(3, MAIN));
    assertThat(
            github("check_suite", "{'action':'rerequested','check_suite':%s}".formatted(requests)))
        .containsExactly(new PullRequestMoved(3, MAIN));
    assertThat(github("check_run", "{'action':'created','check_run':%s}".formatted(requests)))
        .isEmpty();
    String comment =
        "{'action':'created','issue':{'number':4,'pull_request':{}},'comment':{'body':'%s'}}";
    assertThat(github("issue_comment", comment.formatted("/gitsync check ")))
        .containsExactly(new PullRequestMoved(4, Optional.empty()));
    assertThat(github("issue_comment", comment.formatted("nice"))).isEmpty();
  }

  @Test
  void readsMergeQueuesOfGitHub() throws Malformed {
    assertThat(
            github(
                "merge_group",
                ("{'action':'checks_requested','merge_group':"
                        + "{'head_sha':'%s','base_sha':'%s','base_ref':'refs/heads/main'}}")
                    .formatted(ONE, TWO)))
        .containsExactly(new CommitQueued(ONE, TWO, "main"));
  }

  @Test
  void readsAPayloadThatIsTheFieldOfAForm() throws Malformed {
    String json = "{'ref':'refs/heads/a+b','after':'%s'}".formatted(ONE).replace('\'', '"');
    var request =
        new WebhookRequest(
            HostKind.GITHUB,
            Map.of("x-github-event", "push", "content-type", "application/x-www-form-urlencoded"),
            ("payload=" + URLEncoder.encode(json, UTF_8)).getBytes(UTF_8));
    assertThat(WebhookReader.read(request)).containsExactly(new Pushed("a+b", Optional.of(ONE)));
  }

  @Test
  void readsGitLab() throws Malformed {
    assertThat(
            read(
                HostKind.GITLAB,
                Map.of(),
                "{'object_kind':'push','ref':'refs/heads/main','after':'%s'}".formatted(ONE)))
        .containsExactly(new Pushed("main", Optional.of(ONE)));
    String request =
        "{'object_kind':'merge_request','object_attributes':{'iid':5,'action':'%s',"
            + "'source_branch':'fix','target_branch':'main'%s}}";
    assertThat(read(HostKind.GITLAB, Map.of(), request.formatted("open", "")))
        .containsExactly(new PullRequestMoved(5, MAIN));
    assertThat(read(HostKind.GITLAB, Map.of(), request.formatted("update", ",'oldrev':'x'")))
        .containsExactly(new PullRequestMoved(5, MAIN));
    assertThat(read(HostKind.GITLAB, Map.of(), request.formatted("update", ""))).isEmpty();
    assertThat(read(HostKind.GITLAB, Map.of(), request.formatted("merge", "")))
        .containsExactly(new PullRequestEnded(5, "fix", MAIN));
  }

  @Test
  void readsBitbucketCloud() throws Malformed {
    assertThat(
            bitbucket(
                "repo:push",
                ("{'push':{'changes':[{'new':{'type':'branch','name':'main','target':{'hash':'%s'}}},"
                        + "{'new':null,'old':{'type':'branch','name':'gone'}},"
                        + "{'new':{'type':'tag','name':'v1'}}]}}")
                    .formatted(ONE)))
        .containsExactly(
            new Pushed("main", Optional.of(ONE)), new Pushed("gone", Optional.empty()));
    String request =
        "{'pullrequest':{'id':6,'source':{'branch':{'name':'fix'}},"
            + "'destination':{'branch':{'name':'main'}}}}";
    assertThat(bitbucket("pullrequest:updated", request))
        .containsExactly(new PullRequestMoved(6, MAIN));
    assertThat(bitbucket("pullrequest:fulfilled", request))
        .containsExactly(new PullRequestEnded(6, "fix", MAIN));
    assertThat(bitbucket("pullrequest:approved", request)).isEmpty();
  }

  @Test
  void readsBitbucketDataCenter() throws Malformed {
    assertThat(
            server(
                "repo:refs_changed",
                "{'changes':[{'ref':{'id':'refs/heads/main'},'toHash':'%s'}]}".formatted(ONE)))
        .containsExactly(new Pushed("main", Optional.of(ONE)));
    String request =
        "{'pullRequest':{'id':7,'fromRef':{'displayId':'fix'},'toRef':{'displayId':'main'}}}";
    assertThat(server("pr:from_ref_updated", request))
        .containsExactly(new PullRequestMoved(7, MAIN));
    assertThat(server("pr:modified", request)).isEmpty();
    assertThat(server("pr:declined", request))
        .containsExactly(new PullRequestEnded(7, "fix", MAIN));
    assertThat(server("diagnostics:ping", "{'test':true}")).containsExactly(new Pinged());
  }

  @Test
  void readsGitea() throws Malformed {
    assertThat(
            read(
                HostKind.GITEA,
                Map.of("x-gitea-event", "pull_request_sync"),
                pullRequest("synchronized")))
        .containsExactly(new PullRequestMoved(12, MAIN));
  }

  @Test
  void readsAzureDevOps() throws Malformed {
    assertThat(
            read(
                HostKind.AZURE_DEVOPS,
                Map.of(),
                ("{'eventType':'git.push','resource':{'refUpdates':"
                        + "[{'name':'refs/heads/main','newObjectId':'%s'}]}}")
                    .formatted(ONE)))
        .containsExactly(new Pushed("main", Optional.of(ONE)));
    String request =
        "{'eventType':'git.pullrequest.updated','resource':{'pullRequestId':8,'status':'%s',"
            + "'sourceRefName':'refs/heads/fix','targetRefName':'refs/heads/main'}}";
    assertThat(read(HostKind.AZURE_DEVOPS, Map.of(), request.formatted("active")))
        .containsExactly(new PullRequestMoved(8, MAIN));
    assertThat(read(HostKind.AZURE_DEVOPS, Map.of(), request.formatted("completed")))
        .containsExactly(new PullRequestEnded(8, "fix", MAIN));
  }

  @Test
  void readsWhatAPlainServerSends() throws Malformed {
    String push = "{'ref':'refs/heads/main','after':'%s'}".formatted(ONE);
    assertThat(read(HostKind.NONE, Map.of(), push))
        .containsExactly(new Pushed("main", Optional.of(ONE)));
  }

  @Test
  void readsEventsOfCodeCommit() {
    CodeCommitEvent pushed =
        CodeCommitEvent.read(
            own(
                ("{'detail-type':'CodeCommit Repository State Change','region':'eu-west-1','detail':"
                        + "{'event':'referenceUpdated','repositoryName':'data','referenceType':'branch',"
                        + "'referenceName':'main','commitId':'%s'}}")
                    .formatted(ONE)));
    assertThat(pushed.places())
        .containsExactly(
            new Place("eu-west-1", "data"),
            new Place("git-codecommit.eu-west-1.amazonaws.com", "v1/repos/data"));
    assertThat(pushed.events()).containsExactly(new Pushed("main", Optional.of(ONE)));

    String request =
        "{'detail-type':'CodeCommit Pull Request State Change','region':'eu-west-1','detail':"
            + "{'event':'%s','repositoryNames':['data'],'pullRequestId':'9',"
            + "'pullRequestStatus':'%s','sourceReference':'refs/heads/fix',"
            + "'destinationReference':'refs/heads/main'}}";
    assertThat(events(request.formatted("pullRequestCreated", "Open")))
        .containsExactly(new PullRequestMoved(9, MAIN));
    assertThat(events(request.formatted("pullRequestStatusChanged", "Closed")))
        .containsExactly(new PullRequestEnded(9, "fix", MAIN));
  }

  @ParameterizedTest
  @EnumSource
  void refusesWhatIsCutShort(HostKind host) {
    assertThatThrownBy(() -> read(host, Map.of(), "{'ref':'refs/heads"))
        .isInstanceOf(Malformed.class);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CODECOMMIT")
  void findsNothingInJsonOfAnotherForm(HostKind host) throws Malformed {
    for (String event : new String[] {"push", "pull_request", "repo:push", "repo:refs_changed"}) {
      for (String json : new String[] {"[]", "1", "null", "{'ref':1,'push':[],'changes':{}}"}) {
        assertThat(read(host, Map.of("x-github-event", event, "x-event-key", event), json))
            .isEmpty();
      }
    }
  }

  private static List<WebhookEvent> events(String loose) {
    return CodeCommitEvent.read(own(loose)).events();
  }

  private static Mapping own(String loose) {
    return Json.readOwn(loose.replace('\'', '"'));
  }

  private static String pullRequest(String action) {
    return "{'action':'%s','number':12,'pull_request':{'base':{'ref':'main'},'head':{'ref':'fix'}}}"
        .formatted(action);
  }

  private static List<WebhookEvent> github(String event, String json) throws Malformed {
    return read(HostKind.GITHUB, Map.of("x-github-event", event), json);
  }

  private static List<WebhookEvent> bitbucket(String event, String json) throws Malformed {
    return read(HostKind.BITBUCKET, Map.of("x-event-key", event), json);
  }

  private static List<WebhookEvent> server(String event, String json) throws Malformed {
    return read(HostKind.BITBUCKET_SERVER, Map.of("x-event-key", event), json);
  }

  private static List<WebhookEvent> read(HostKind host, Map<String, String> headers, String json)
      throws Malformed {
    return WebhookReader.read(
        new WebhookRequest(host, headers, json.replace('\'', '"').getBytes(UTF_8)));
  }
}
