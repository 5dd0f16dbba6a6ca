package dev.gitsync.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloudTemplateTest {
  private static final URI SQS = URI.create("http://127.0.0.1:9324");

  private final CloudTemplate template =
      CloudTemplate.read(
          Path.of(Objects.requireNonNull(System.getProperty("gitsync.template"))),
          SQS,
          Map.of("GIT_ALLOWED_HOSTS", "localhost"));

  @Test
  void readsTablesWithIndexAndTimeToLive() {
    assertThat(template.tables()).hasSize(4);
    assertThat(table("Workspaces").request().globalSecondaryIndexes().getFirst().indexName())
        .isEqualTo("pending-by-age");
    assertThat(table("Activity").timeToLive()).contains("expiresAt");
    assertThat(table("Activity").request().globalSecondaryIndexes().getFirst().indexName())
        .isEqualTo("by-resource");
    assertThat(table("Links").timeToLive()).isEmpty();
    assertThat(table("Links").request().globalSecondaryIndexes().getFirst().indexName())
        .isEqualTo("by-poll-slot");
  }

  @Test
  void readsQueuesWithTheirDeadLetters() {
    Queue outbound = queueOf("Outbound");
    assertThat(template.queues()).hasSize(8);
    assertThat(outbound.name()).endsWith(".fifo");
    assertThat(outbound.url()).isEqualTo(SQS + "/000000000000/" + outbound.name());
    assertThat(outbound.attributes())
        .containsEntry("FifoQueue", "true")
        .containsEntry("DelaySeconds", "1")
        .containsEntry("VisibilityTimeout", "360");
    assertThat(outbound.attributes().get("RedrivePolicy"))
        .contains("\"maxReceiveCount\":5")
        .containsPattern("arn:aws:sqs:us-east-1:000000000000:\\S*OutboundDeadLetters\\S*.fifo");
  }

  @Test
  void connectsQueuesSchedulesAndRoutesWithFunctions() {
    assertThat(template.mappings())
        .extracting(mapping -> mapping.function().title())
        .containsExactlyInAnyOrder("Outbound", "Inbound", "Resync", "Check");
    assertThat(template.mappings())
        .allMatch(mapping -> mapping.failures() == Mapping.Failures.REPORTED)
        .allMatch(mapping -> mapping.batchSize() == 10);
    Schedule schedule = template.schedules().getFirst();
    assertThat(schedule.function().title()).isEqualTo("Poll");
    assertThat(schedule.period()).isEqualTo(Duration.ofMinutes(1));
    assertThat(template.routes().getFirst().function().title()).isEqualTo("Api");
  }

  @Test
  void resolvesEachFunctionsEnvironment() {
    Function api = template.routes().getFirst().function();
    assertThat(api.handler()).isEqualTo("dev.gitsync.functions.ApiHandler");
    assertThat(api.timeout()).isEqualTo(Duration.ofSeconds(29));
    assertThat(api.environment())
        .containsEntry("WORKSPACES_TABLE", table("Workspaces").name())
        .containsEntry("OUTBOUND_QUEUE_URL", queueOf("Outbound").url())
        .containsEntry("GIT_ALLOWED_HOSTS", "localhost")
        .containsEntry("STACK", "GitSync");
  }

  @Test
  void findsTheFunctionThatDecidesWhoMayUseARoute() {
    assertThat(template.routes().getFirst().authorizer())
        .isInstanceOfSatisfying(
            Authorizer.ByFunction.class,
            by -> {
              assertThat(by.function().title()).isEqualTo("Authorizer");
              assertThat(by.header()).isEqualTo("authorization");
            });
  }

  @Test
  void namesAnAuthorizerThatItDoesNotKnow(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("t.json"),
            """
            {"Resources": {
              "A": {"Type": "AWS::ApiGatewayV2::Authorizer",
                "Properties": {"Name": "OpenId", "AuthorizerType": "JWT"}},
              "F": {"Type": "AWS::Lambda::Function", "Properties": {"Handler": "a.F::handle"}},
              "I": {"Type": "AWS::ApiGatewayV2::Integration",
                "Properties": {"IntegrationUri": {"Fn::GetAtt": ["F", "Arn"]}}},
              "R": {"Type": "AWS::ApiGatewayV2::Route",
                "Properties": {"RouteKey": "ANY /", "AuthorizationType": "JWT",
                  "AuthorizerId": {"Ref": "A"},
                  "Target": {"Fn::Join": ["", ["integrations/", {"Ref": "I"}]]}}}}}
            """);
    assertThatThrownBy(() -> CloudTemplate.read(file, SQS, Map.of()))
        .hasMessage("The template's authorizer OpenId is of a kind that is unknown here.");
  }

  @Test
  void leadsFromAnAliasToItsFunction(@TempDir Path folder) throws Exception {
    CloudTemplate read =
        read(
            folder,
            """
            "F": {"Type": "AWS::Lambda::Function",
              "Properties": {"Handler": "acme.PollHandler::handleRequest"}},
            "V": {"Type": "AWS::Lambda::Version", "Properties": {"FunctionName": {"Ref": "F"}}},
            "A": {"Type": "AWS::Lambda::Alias", "Properties": {
              "FunctionName": {"Ref": "F"}, "FunctionVersion": {"Fn::GetAtt": ["V", "Version"]}}},
            "S": {"Type": "AWS::Scheduler::Schedule", "Properties": {
              "ScheduleExpression": "rate(1 minute)", "Target": {"Arn": {"Ref": "A"}}}}
            """);
    assertThat(read.schedules()).hasSize(1);
    assertThat(read.schedules().getFirst().function()).isEqualTo(read.functions().getFirst());
  }

  @Test
  void givesWhatHasNoMeaningHereANameAndAnArn(@TempDir Path folder) throws Exception {
    CloudTemplate read =
        read(
            folder,
            """
            "Key": {"Type": "AWS::KMS::Key"},
            "New": {"Type": "Acme::New::Thing", "Properties": {"Odd": {"Fn::If": ["a", 1, 2]}}},
            "F": {"Type": "AWS::Lambda::Function", "Properties": {
              "Handler": "acme.ApiHandler::handleRequest",
              "Environment": {"Variables": {
                "KEY": {"Fn::GetAtt": ["Key", "Arn"]},
                "ID": {"Ref": "Key"},
                "GROUP": {"Fn::GetAtt": ["New", "GroupId"]}}}}}
            """);
    assertThat(read.functions().getFirst().environment())
        .isEqualTo(
            Map.of(
                "KEY", "arn:aws:kms:us-east-1:000000000000:GitSync-Key",
                "ID", "GitSync-Key",
                "GROUP", "GitSync-New.GroupId"));
  }

  @Test
  void matchesRoutesAsApiGatewayDoes() {
    Route route = template.routes().getFirst();
    assertThat(route.match("PATCH", "/api/v1/models/7")).contains(Map.of("proxy", "models/7"));
    assertThat(route.match("GET", "/api/v1")).isEmpty();
    assertThat(route.match("GET", "/api/v1/")).isEmpty();
    assertThat(route.match("GET", "/api/v2/models")).isEmpty();
  }

  @Test
  void namesAnIntrinsicFunctionThatItDoesNotKnow(@TempDir Path folder) throws Exception {
    String queue =
        """
        "Q": {"Type": "AWS::SQS::Queue", "Properties": {"DelaySeconds": {"Fn::If": ["a", 1, 2]}}}
        """;
    assertThatThrownBy(() -> read(folder, queue))
        .hasMessage("The template uses Fn::If, unknown here.");
  }

  private static CloudTemplate read(Path folder, String resources) throws IOException {
    Path file = Files.writeString(folder.resolve("t.json"), "{\"Resources\": {" + resources + "}}");
    return CloudTemplate.read(file, SQS, Map.of());
  }

  private Table table(String part) {
    return template.tables().stream()
        .filter(table -> table.name().contains(part))
        .findFirst()
        .orElseThrow();
  }

  private Queue queueOf(String title) {
    return template.mappings().stream()
        .filter(mapping -> mapping.function().title().equals(title))
        .map(Mapping::queue)
        .findFirst()
        .orElseThrow();
  }
}
