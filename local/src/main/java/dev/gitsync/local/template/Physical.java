package dev.gitsync.local.template;

import dev.gitsync.local.aws.LocalAccount;
import java.net.URI;
import java.util.Locale;
import java.util.Map;

/**
 * The names, addresses and ARNs that the template's resources have on this machine. They follow
 * from the logical ids alone, so that what is stored is found again after a restart.
 *
 * @param types the CloudFormation type of each logical id
 * @param sqs where the SQS server listens
 */
record Physical(Map<String, String> types, URI sqs) {
  private static final String TABLE = "AWS::DynamoDB::Table";
  private static final String QUEUE = "AWS::SQS::Queue";
  private static final String FUNCTION = "AWS::Lambda::Function";

  Physical {
    types = Map.copyOf(types);
  }

  /** What {@code Ref} gives: most resources' name, a queue's URL. */
  String ref(String id) {
    if (id.startsWith("AWS::")) {
      return pseudoParameter(id);
    }
    String name = name(id);
    return type(id).equals(QUEUE)
        ? sqs.resolve("/" + LocalAccount.ID + "/" + name).toString()
        : name;
  }

  /** What {@code Fn::GetAtt} gives; only ARNs are asked for. */
  String attribute(String id, String attribute) {
    String name = name(id);
    if (!attribute.equals("Arn")) {
      throw new IllegalArgumentException(
          "The template reads " + id + "." + attribute + ", unknown here.");
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
