package dev.gitsync.cli;

import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node.Mapping;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;

/** The stacks of an account and region, as CloudFormation knows them. */
record Stacks(CloudFormationClient client) implements AutoCloseable {

  /** What a stack is called where the CDK has prepared an account and region. */
  static final String BOOTSTRAP = "CDKToolkit";

  /** A resource of a stack: its type, such as {@code AWS::DynamoDB::Table}, and its own name. */
  record StackResource(String type, String name) {}

  static Stacks of(Aws aws) {
    return new Stacks(aws.cloudFormation());
  }

  Optional<DeployedStack> find(String name) {
    try {
      return client.describeStacks(request -> request.stackName(name)).stacks().stream()
          .findFirst()
          .map(
              stack ->
                  new DeployedStack(
                      name,
                      stack.stackStatusAsString(),
                      stack.outputs().stream()
                          .collect(Collectors.toMap(Output::outputKey, Output::outputValue))));
    } catch (CloudFormationException e) {
      if (isAbsent(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** CloudFormation has no error of its own for a stack that is not there. */
  private static boolean isAbsent(CloudFormationException e) {
    return e.awsErrorDetails() != null
        && "ValidationError".equals(e.awsErrorDetails().errorCode())
        && e.awsErrorDetails().errorMessage().contains("does not exist");
  }

  /**
   * The stack of an environment.
   *
   * @throws CliFault when it is not there
   */
  DeployedStack get(StackName name) {
    return find(name.toString())
        .orElseThrow(
            () ->
                new CliFault(
                    """
                    There is no stack %s in region %s. Deploy it with ./gitsync deploy, or choose \
                    another with --environment, --region or --profile."""
                        .formatted(name, client.serviceClientConfiguration().region().id())));
  }

  /** What stays when the stack is deleted, by the template that is deployed. */
  List<StackResource> retained(StackName name) {
    Set<String> ids = retainedIds(name);
    return client
        .listStackResourcesPaginator(request -> request.stackName(name.toString()))
        .stackResourceSummaries()
        .stream()
        .filter(resource -> ids.contains(resource.logicalResourceId()))
        .map(resource -> new StackResource(resource.resourceType(), resource.physicalResourceId()))
        .toList();
  }

  private Set<String> retainedIds(StackName name) {
    String template =
        client.getTemplate(request -> request.stackName(name.toString())).templateBody();
    try {
      Mapping resources =
          (Mapping)
              ((Mapping) Json.read(template.getBytes(StandardCharsets.UTF_8)))
                  .get("Resources")
                  .orElseThrow();
      return resources.entries().entrySet().stream()
          .filter(it -> isRetained((Mapping) it.getValue()))
          .map(it -> it.getKey())
          .collect(Collectors.toSet());
    } catch (Json.Malformed e) {
      throw new CliFault("The template of stack " + name + " is no JSON: " + e.getMessage(), e);
    }
  }

  private static boolean isRetained(Mapping resource) {
    return resource.text("DeletionPolicy").filter(it -> it.startsWith("Retain")).isPresent();
  }

  @Override
  public void close() {
    client.close();
  }
}
