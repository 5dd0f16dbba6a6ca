package dev.gitsync.local.template;

import dev.gitsync.local.aws.LocalAccount;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The names, addresses and ARNs that the template's resources have on this machine. They follow
 * from the logical ids alone, so that what is stored is found again after a restart. A function has
 * one version here, which its versions and aliases stand for. What has no meaning here, such as a
 * key, gets a name and an ARN like anything else.
 *
 * @param types the CloudFormation type of each logical id
 * @param functions the function of each version and alias, by logical ids
 * @param sqs where the SQS server listens
 */
record Physical(Map<String, String> types, Map<String, String> functions, URI sqs) {
  private static final String TABLE = "AWS::DynamoDB::Table";
  private static final String QUEUE = "AWS::SQS::Queue";
  private static final String FUNCTION = "AWS::Lambda::Function";
  private static final Set<String> STANDING_FOR_FUNCTIONS =
      Set.of("AWS::Lambda::Version", "AWS::Lambda::Alias");

  Physical {
    types = Map.copyOf(types);
    functions = Map.copyOf(functions);
  }

  static Physical of(JsonNode resources, URI sqs) {
    Map<String, String> types = new HashMap<>();
    Map<String, String> functions = new HashMap<>();
    for (Map.Entry<String, JsonNode> resource : resources.properties()) {
      String type = resource.getValue().get("Type").asString();
      types.put(resource.getKey(), type);
      if (STANDING_FOR_FUNCTIONS.contains(type)) {
        JsonNode function = resource.getValue().at("/Properties/FunctionName/Ref");
        functions.put(resource.getKey(), function.asString());
      }
    }
    return new Physical(types, functions, sqs);
  }

  /** What {@code Ref} gives: most resources' name, a queue's URL, the ARN of an alias. */
  String ref(String id) {
    if (id.startsWith("AWS::")) {
      return pseudoParameter(id);
    }
    if (functions.containsKey(id)) {
      return attribute(functions.get(id), "Arn");
    }
    String name = name(id);
    return type(id).equals(QUEUE)
        ? sqs.resolve("/" + LocalAccount.ID + "/" + name).toString()
        : name;
  }

  /** What {@code Fn::GetAtt} gives; only ARNs have a meaning here. */
  String attribute(String id, String attribute) {
    String name = name(id);
    if (!attribute.equals("Arn")) {
      return name + "." + attribute;
    }
    return switch (type(id)) {
      case TABLE -> LocalAccount.arn("dynamodb", "table/" + name);
      case QUEUE -> LocalAccount.arn("sqs", name);
      case FUNCTION -> LocalAccount.arn("lambda", "function:" + name);
      default -> LocalAccount.arn(service(id), name);
    };
  }

  /** The name of the resource {@code id}; CloudFormation would add random letters. */
  String name(String id) {
    return LocalAccount.STACK + "-" + id + (type(id).equals(QUEUE) ? ".fifo" : "");
  }

  private String service(String id) {
    return type(id).split("::", -1)[1].toLowerCase(Locale.ROOT);
  }

  private String type(String id) {
    String type = types.get(id);
    if (type == null) {
      throw new IllegalArgumentException(
          "The template refers to " + id + ", which it does not have.");
    }
    return type;
  }

  private static String pseudoParameter(String name) {
    return switch (name) {
      case "AWS::AccountId" -> LocalAccount.ID;
      case "AWS::Region" -> LocalAccount.REGION;
      case "AWS::Partition" -> "aws";
      case "AWS::StackName" -> LocalAccount.STACK;
      case "AWS::URLSuffix" -> "amazonaws.com";
      default ->
          throw new IllegalArgumentException("The template uses " + name + ", unknown here.");
    };
  }
}
