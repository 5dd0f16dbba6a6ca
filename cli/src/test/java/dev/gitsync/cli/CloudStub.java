package dev.gitsync.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Stands for CloudFormation and STS: speaks as much of their query protocol as the commands ask.
 * Each stack is a file in a folder, so that a script that stands for the CDK can make and delete
 * stacks: {@code status=…} and its outputs by name.
 *
 * <p>While it is open, the SDK's system properties lead here.
 */
final class CloudStub implements AutoCloseable {
  static final String ACCOUNT = "123456789012";
  static final String REGION = "eu-west-1";

  private static final String TEMPLATE =
      """
      {"Resources":{
        "Links":{"Type":"AWS::DynamoDB::Table","DeletionPolicy":"Retain"},
        "Cache":{"Type":"AWS::DynamoDB::Table","DeletionPolicy":"Delete"},
        "Key":{"Type":"AWS::KMS::Key","DeletionPolicy":"Retain"},
        "Role":{"Type":"AWS::IAM::Role"}}}
      """;
  private static final Map<String, String> RESOURCES =
      new TreeMap<>(
          Map.of(
              "Cache", "AWS::DynamoDB::Table",
              "Key", "AWS::KMS::Key",
              "Links", "AWS::DynamoDB::Table",
              "Role", "AWS::IAM::Role"));

  private final Path stacks;
  private final HttpServer server;
  private final Map<String, String> before = new HashMap<>();

  private CloudStub(Path stacks) throws IOException {
    this.stacks = stacks;
    Files.createDirectories(stacks);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    String endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
    set("aws.endpointUrlCloudFormation", endpoint);
    set("aws.endpointUrlSts", endpoint);
    set("aws.region", REGION);
    set("aws.accessKeyId", "local");
    set("aws.secretAccessKey", "local");
  }

  static CloudStub start(Path stacks) throws IOException {
    return new CloudStub(stacks);
  }

  /** Sets a system property until this is closed. */
  void set(String property, String value) {
    before.putIfAbsent(property, System.getProperty(property, ""));
    System.setProperty(property, value);
  }

  void put(String stack, Map<String, String> outputs) throws IOException {
    Files.writeString(stacks.resolve(stack), text(outputs));
  }

  /** The file of a stack with these outputs. */
  static String text(Map<String, String> outputs) {
    return new TreeMap<>(outputs)
        .entrySet().stream()
            .map(output -> output.getKey() + "=" + output.getValue() + "\n")
            .collect(Collectors.joining("", "status=CREATE_COMPLETE\n", ""));
  }

  boolean has(String stack) {
    return Files.exists(stacks.resolve(stack));
  }

  private void answer(HttpExchange exchange) throws IOException {
    Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    String stack = form.getOrDefault("StackName", "");
    boolean isThere = stack.isEmpty() || has(stack);
    String xml = isThere ? result(form.getOrDefault("Action", ""), stack) : absent(stack);
    byte[] body = xml.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/xml");
    exchange.sendResponseHeaders(isThere ? 200 : 400, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static Map<String, String> form(String body) {
    return Stream.of(body.split("&"))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2)
        .collect(
            Collectors.toMap(
                pair -> URLDecoder.decode(pair[0], UTF_8),
                pair -> URLDecoder.decode(pair[1], UTF_8)));
  }

  private String result(String action, String stack) {
    String result =
        switch (action) {
          case "GetCallerIdentity" ->
              element("Account", ACCOUNT) + element("Arn", "arn:aws:iam::" + ACCOUNT + ":user/ada");
          case "DescribeStacks" -> element("Stacks", element("member", described(stack)));
          case "GetTemplate" -> element("TemplateBody", escaped(TEMPLATE));
          case "ListStackResources" -> element("StackResourceSummaries", resources());
          default -> throw new IllegalArgumentException(action);
        };
    return element(action + "Response", element(action + "Result", result));
  }

  private String described(String stack) {
    var file = new Properties();
    try {
      file.load(new StringReader(Files.readString(stacks.resolve(stack))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String outputs =
        file.stringPropertyNames().stream()
            .filter(name -> !name.equals("status"))
            .map(
                name ->
                    element(
                        "member",
                        element("OutputKey", name)
                            + element("OutputValue", escaped(file.getProperty(name)))))
            .collect(Collectors.joining());
    return element("StackName", stack)
        + element("StackStatus", file.getProperty("status"))
        + element("Outputs", outputs);
  }

  private static String resources() {
    return RESOURCES.entrySet().stream()
        .map(
            it ->
                element(
                    "member",
                    element("LogicalResourceId", it.getKey())
                        + element("PhysicalResourceId", "the-" + it.getKey())
                        + element("ResourceType", it.getValue())))
        .collect(Collectors.joining());
  }

  private static String absent(String stack) {
    return element(
        "ErrorResponse",
        element(
            "Error",
            element("Code", "ValidationError")
                + element("Message", "Stack with id " + stack + " does not exist")));
  }

  private static String element(String name, String content) {
    return "<" + name + ">" + content + "</" + name + ">";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  @Override
  public void close() {
    server.stop(0);
    before.forEach(
        (property, value) -> {
          if (value.isEmpty()) {
            System.clearProperty(property);
          } else {
            System.setProperty(property, value);
          }
        });
  }
}
