package dev.gitsync.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;

/** Least privilege: each role's rights, written out as {@code action resource}. */
class PermissionsTest {
  private static final String ROLE = "AWS::IAM::Role";
  private static final String POLICY = "AWS::IAM::Policy";

  private final Template template = Template.read();

  @Test
  void givesNoRoleAManagedPolicy() {
    for (JsonNode role : template.all(ROLE).values()) {
      assertThat(role.has("ManagedPolicyArns")).isFalse();
    }
  }

  @Test
  void givesEachFunctionARoleOfItsOwn() {
    assertThat(template.functions().values().stream().map(f -> Template.target(f.get("Role"))))
        .doesNotHaveDuplicates()
        .hasSize(Titles.ALL.size());
  }

  @Test
  void allowsNoActionOfAllKindsAndNoneOnAllButTraces() {
    statements(template.all(POLICY).values().stream())
        .forEach(
            statement -> {
              assertThat(values(statement.get("Action"))).allSatisfy(PermissionsTest::isNamed);
              if (values(statement.get("Resource")).stream()
                  .anyMatch(resource -> resource.asString("").equals("*"))) {
                assertThat(values(statement.get("Action")))
                    .extracting(JsonNode::asString)
                    .containsExactly("xray:PutTraceSegments", "xray:PutTelemetryRecords");
              }
            });
  }

  @Test
  void letsTheApiEditAndReadAndWriteTheLogAndSendToAllQueues() {
    assertThat(rights("Api"))
        .isEqualTo(
            union(
                List.of(
                    always("Api"),
                    keyForItems(),
                    keyToSend(),
                    keyForSecrets("GenerateDataKey", "Decrypt"),
                    transact("Workspaces"),
                    replace("Links"),
                    on("dynamodb:", table("Activity"), "Query", "BatchGetItem", "PutItem"),
                    on("dynamodb:", table("Activity") + "/index/by-resource", "Query"),
                    remember(),
                    send("Outbound"),
                    send("Inbound"),
                    send("Resync"),
                    send("Check"),
                    secrets(
                        "GetSecretValue", "CreateSecret", "PutSecretValue", "DescribeSecret"))));
  }

  @Test
  void letsTheAuthorizerOnlyLookUpItems() {
    assertThat(rights("Authorizer"))
        .isEqualTo(
            union(
                List.of(
                    always("Authorizer"),
                    on("kms:", key() + " via dynamodb", "Decrypt", "DescribeKey"),
                    on("dynamodb:", table("Workspaces"), "GetItem"))));
  }

  @Test
  void letsPollLookAtLinksAndSend() {
    assertThat(rights("Poll"))
        .isEqualTo(
            union(
                List.of(
                    always("Poll"),
                    keyForItems(),
                    keyToSend(),
                    keyForSecrets("Decrypt"),
                    on("dynamodb:", table("Workspaces") + "/index/pending-by-age", "Query"),
                    on("dynamodb:", table("Links") + "/index/by-poll-slot", "Query"),
                    on("dynamodb:", table("Links"), "GetItem", "PutItem"),
                    remember(),
                    send("Outbound"),
                    send("Inbound"),
                    send("Resync"),
                    secrets("GetSecretValue"))));
  }

  @ParameterizedTest
  @FieldSource("dev.gitsync.template.Titles#FLOWS")
  void letsAFlowWorkOffItsQueueAndOnlyOutboundNotSend(String flow) {
    Set<String> expected =
        union(
            List.of(
                always(flow),
                keyForItems(),
                on("kms:", key() + " via sqs", "Decrypt"),
                keyForSecrets("Decrypt"),
                transact("Workspaces"),
                replace("Links"),
                on("dynamodb:", table("Activity"), "PutItem"),
                remember(),
                secrets("GetSecretValue"),
                on(
                    "sqs:",
                    queue(flow),
                    "ReceiveMessage",
                    "ChangeMessageVisibility",
                    "DeleteMessage",
                    "GetQueueAttributes")));
    if (!flow.equals("Outbound")) {
      expected.addAll(keyToSend());
      expected.addAll(send("Outbound"));
    }
    assertThat(rights(flow)).isEqualTo(expected);
  }

  @Test
  void letsAWebhookLookAtALinkAndHintAndNoMore() {
    assertThat(rights("Webhook"))
        .isEqualTo(
            union(
                List.of(
                    always("Webhook"),
                    keyForItems(),
                    keyToSend(),
                    keyForSecrets("Decrypt"),
                    on("dynamodb:", table("Links"), "GetItem", "PutItem"),
                    remember(),
                    send("Outbound"),
                    send("Inbound"),
                    send("Check"),
                    secrets("GetSecretValue"))));
  }

  @Test
  void letsACheckReadAndWriteNothingButNotesOnLinks() {
    assertThat(rights("Check"))
        .isEqualTo(
            union(
                List.of(
                    always("Check"),
                    keyForItems(),
                    on("kms:", key() + " via sqs", "Decrypt"),
                    keyForSecrets("Decrypt"),
                    on("dynamodb:", table("Workspaces"), "GetItem", "Query"),
                    on("dynamodb:", table("Links"), "GetItem", "PutItem"),
                    on("dynamodb:", table("Links") + "/index/by-place", "Query"),
                    remember(),
                    secrets("GetSecretValue"),
                    on(
                        "sqs:",
                        queue("Check"),
                        "ReceiveMessage",
                        "ChangeMessageVisibility",
                        "DeleteMessage",
                        "GetQueueAttributes"))));
  }

  @Test
  void letsTheScheduleOnlyInvokePoll() {
    String role = Template.target(template.one("AWS::Scheduler::Schedule").at("/Target/RoleArn"));
    assertThat(rightsOfRole(template, role))
        .containsExactly("lambda:InvokeFunction " + template.aliasId("Poll"));
    JsonNode trust = template.properties(role).at("/AssumeRolePolicyDocument/Statement/0");
    assertThat(trust.at("/Principal/Service").asString()).isEqualTo("scheduler.amazonaws.com");
    assertThat(Template.target(trust.at("/Condition/StringEquals/aws:SourceAccount")))
        .isEqualTo("AWS::AccountId");
  }

  private Set<String> rights(String function) {
    return rights(template, function);
  }

  static Set<String> rights(Template template, String function) {
    return rightsOfRole(template, Template.target(template.function(function).get("Role")));
  }

  private static Set<String> rightsOfRole(Template template, String role) {
    Stream<JsonNode> policies =
        template.all(POLICY).values().stream()
            .filter(policy -> Template.target(policy.get("Roles").get(0)).equals(role));
    Set<String> rights = new TreeSet<>();
    statements(policies)
        .forEach(
            statement ->
                values(statement.get("Action"))
                    .forEach(
                        action ->
                            values(statement.get("Resource"))
                                .forEach(
                                    resource ->
                                        rights.add(
                                            action.asString()
                                                + " "
                                                + name(resource)
                                                + condition(statement)))));
    return rights;
  }

  /** {@code via sqs}, or nothing; a role's rights have no other conditions. */
  private static String condition(JsonNode statement) {
    if (!statement.has("Condition")) {
      return "";
    }
    JsonNode service = statement.at("/Condition/StringEquals/kms:ViaService");
    return " via " + name(service).replace("..amazonaws.com", "");
  }

  private static Stream<JsonNode> statements(Stream<JsonNode> policies) {
    return policies.flatMap(policy -> policy.at("/PolicyDocument/Statement").valueStream());
  }

  private static List<JsonNode> values(JsonNode oneOrMany) {
    return oneOrMany.isArray() ? oneOrMany.valueStream().toList() : List.of(oneOrMany);
  }

  /** A resource's logical id, with what a join puts around it; pseudo-parameters fall away. */
  static String name(JsonNode resource) {
    if (!resource.has("Fn::Join")) {
      return resource.isString() ? resource.asString() : Template.target(resource);
    }
    StringBuilder name = new StringBuilder();
    for (JsonNode part : resource.get("Fn::Join").get(1)) {
      String target = Template.target(part);
      name.append(part.isString() ? part.asString() : target.startsWith("AWS::") ? "" : target);
    }
    return name.toString();
  }

  private static void isNamed(JsonNode action) {
    assertThat(action.asString()).matches("[a-z]+:[A-Za-z]+");
  }

  private static Set<String> union(List<Set<String>> parts) {
    Set<String> all = new TreeSet<>();
    parts.forEach(all::addAll);
    return all;
  }

  private static Set<String> on(String service, String resource, String... actions) {
    Set<String> rights = new TreeSet<>();
    List.of(actions).forEach(action -> rights.add(service + action + " " + resource));
    return rights;
  }

  /** What every function may do: write its log and its traces. */
  private Set<String> always(String function) {
    String log = Template.target(template.function(function).at("/LoggingConfig/LogGroup"));
    return union(
        List.of(
            on("logs:", log, "CreateLogStream", "PutLogEvents"),
            on("xray:", "*", "PutTraceSegments", "PutTelemetryRecords")));
  }

  private Set<String> keyForItems() {
    return on(
        "kms:",
        key() + " via dynamodb",
        "Decrypt",
        "Encrypt",
        "GenerateDataKey",
        "GenerateDataKeyWithoutPlaintext",
        "ReEncryptFrom",
        "ReEncryptTo",
        "DescribeKey");
  }

  private Set<String> keyToSend() {
    return on("kms:", key() + " via sqs", "GenerateDataKey", "Decrypt");
  }

  private Set<String> keyForSecrets(String... actions) {
    return on("kms:", key() + " via secretsmanager", actions);
  }

  private String key() {
    return template.id(EncryptionTest.KEY, "");
  }

  private Set<String> transact(String table) {
    return on(
        "dynamodb:",
        table(table),
        "GetItem",
        "Query",
        "PutItem",
        "UpdateItem",
        "DeleteItem",
        "ConditionCheckItem");
  }

  private Set<String> replace(String table) {
    return on("dynamodb:", table(table), "GetItem", "PutItem", "ConditionCheckItem");
  }

  private Set<String> remember() {
    return on("dynamodb:", table("Cache"), "GetItem", "PutItem");
  }

  private Set<String> send(String queue) {
    return on("sqs:", queue(queue), "SendMessage");
  }

  private static Set<String> secrets(String... actions) {
    return on("secretsmanager:", "arn::secretsmanager:::secret:gitsync/*", actions);
  }

  private String table(String name) {
    return template.id(Template.TABLE, name);
  }

  private String queue(String name) {
    return template.id(Template.QUEUE, name, "DeadLetters");
  }
}
