package dev.gitsync.local.template;

import dev.gitsync.local.aws.LocalAccount;
import dev.gitsync.local.template.Authorizer.ByFunction;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The synthesised template, with every reference resolved to what it is on this machine. Types of
 * resources that have no meaning here (roles, log groups, permissions) are passed over.
 */
public record CloudTemplate(
    List<Table> tables,
    List<Queue> queues,
    List<Function> functions,
    List<Mapping> mappings,
    List<Schedule> schedules,
    List<Route> routes) {
  /** Copies the lists. */
  public CloudTemplate {
    tables = List.copyOf(tables);
    queues = List.copyOf(queues);
    functions = List.copyOf(functions);
    mappings = List.copyOf(mappings);
    schedules = List.copyOf(schedules);
    routes = List.copyOf(routes);
  }

  /**
   * Reads the template in {@code file}.
   *
   * @param sqs where the SQS server listens: part of every queue's URL
   * @param variables the functions' variables that have another value on this machine
   */
  public static CloudTemplate read(Path file, URI sqs, Map<String, String> variables) {
    JsonNode resources = JsonMapper.shared().readTree(file.toFile()).get("Resources");
    return new Reader(resources, sqs, variables).read();
  }

  /** Reads one kind of resource after the other; later ones refer to earlier ones. */
  private static final class Reader {
    private final JsonNode resources;
    private final Physical physical;
    private final Intrinsics intrinsics;
    private final Map<String, String> variables;

    Reader(JsonNode resources, URI sqs, Map<String, String> variables) {
      this.resources = resources;
      this.variables = variables;
      this.physical = Physical.of(resources, sqs);
      this.intrinsics = new Intrinsics(physical);
    }

    CloudTemplate read() {
      List<Table> tables =
          ids("AWS::DynamoDB::Table").stream()
              .map(id -> Table.of(physical.name(id), properties(id)))
              .toList();
      List<Queue> queues = ids("AWS::SQS::Queue").stream().map(this::queue).toList();
      List<Function> functions = ids("AWS::Lambda::Function").stream().map(this::function).toList();
      return new CloudTemplate(
          tables,
          queues,
          functions,
          ids("AWS::Lambda::EventSourceMapping").stream()
              .map(id -> mapping(properties(id), functions, queues))
              .toList(),
          ids("AWS::Scheduler::Schedule").stream()
              .map(id -> schedule(physical.name(id), properties(id), functions))
              .toList(),
          ids("AWS::ApiGatewayV2::Route").stream()
              .map(id -> route(properties(id), functions))
              .toList());
    }

    private Queue queue(String id) {
      return Queue.of(
          physical.name(id), physical.ref(id), physical.attribute(id, "Arn"), properties(id));
    }

    private Function function(String id) {
      Function function =
          Function.of(physical.name(id), physical.attribute(id, "Arn"), properties(id));
      for (Map.Entry<String, String> variable : variables.entrySet()) {
        function = function.withVariable(variable.getKey(), variable.getValue());
      }
      return function;
    }

    private Mapping mapping(JsonNode mapping, List<Function> functions, List<Queue> queues) {
      String arn = mapping.get("EventSourceArn").asString();
      boolean reported =
          mapping
              .path("FunctionResponseTypes")
              .valueStream()
              .anyMatch(type -> type.asString().equals("ReportBatchItemFailures"));
      return new Mapping(
          find(functions, mapping.get("FunctionName").asString()),
          queues.stream().filter(queue -> queue.arn().equals(arn)).findFirst().orElseThrow(),
          mapping.path("BatchSize").asInt(10),
          reported ? Mapping.Failures.REPORTED : Mapping.Failures.WHOLE_BATCH);
    }

    private static Schedule schedule(String name, JsonNode schedule, List<Function> functions) {
      Duration period = Schedule.period(schedule.get("ScheduleExpression").asString());
      JsonNode target = schedule.get("Target");
      return new Schedule(
          find(functions, target.get("Arn").asString()),
          LocalAccount.arn("scheduler", "schedule/default/" + name),
          period,
          target.path("Input").asString("{}"));
    }

    private Route route(JsonNode route, List<Function> functions) {
      String target = route.get("Target").asString();
      JsonNode integration =
          named("AWS::ApiGatewayV2::Integration", target.substring(target.indexOf('/') + 1));
      return new Route(
          route.get("RouteKey").asString(),
          find(functions, integration.get("IntegrationUri").asString()),
          authorizer(route, functions));
    }

    private Authorizer authorizer(JsonNode route, List<Function> functions) {
      if (route.path("AuthorizationType").asString("NONE").equals("NONE")) {
        return new Authorizer.Nobody();
      }
      JsonNode authorizer =
          named("AWS::ApiGatewayV2::Authorizer", route.get("AuthorizerId").asString());
      return ByFunction.of(authorizer, find(functions, ByFunction.function(authorizer)));
    }

    /** The properties of the resource of {@code type} whose name is {@code name}. */
    private JsonNode named(String type, String name) {
      return ids(type).stream()
          .filter(id -> physical.name(id).equals(name))
          .findFirst()
          .map(this::properties)
          .orElseThrow();
    }

    private static Function find(List<Function> functions, String nameOrArn) {
      return functions.stream()
          .filter(function -> function.name().equals(nameOrArn) || function.arn().equals(nameOrArn))
          .findFirst()
          .orElseThrow(
              () -> new IllegalArgumentException("The template has no function " + nameOrArn));
    }

    private List<String> ids(String type) {
      return resources.properties().stream()
          .filter(entry -> entry.getValue().get("Type").asString().equals(type))
          .map(Map.Entry::getKey)
          .toList();
    }

    private JsonNode properties(String id) {
      return intrinsics.resolve(resources.get(id).get("Properties"));
    }
  }
}
