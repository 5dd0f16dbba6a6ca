package dev.gitsync.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.gitsync.functions.Variable;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;

class FunctionsTest {
  private static final Set<String> LINKS =
      Set.of(
          "STACK",
          "LINKS_TABLE",
          "WORKSPACES_TABLE",
          "CACHE_TABLE",
          "SECRET_PREFIX",
          "GIT_ALLOWED_HOSTS");
  private static final Map<String, Set<String>> MORE =
      Map.of(
          "Api",
          Set.of(
              "ACTIVITY_TABLE",
              "OUTBOUND_QUEUE_URL",
              "INBOUND_QUEUE_URL",
              "RESYNC_QUEUE_URL",
              "CHECK_QUEUE_URL",
              "SECRETS_KEY"),
          "Poll",
          Set.of("OUTBOUND_QUEUE_URL", "INBOUND_QUEUE_URL", "RESYNC_QUEUE_URL"),
          "Outbound",
          Set.of("ACTIVITY_TABLE", "OUTBOUND_QUEUE_URL"),
          "Inbound",
          Set.of("ACTIVITY_TABLE", "INBOUND_QUEUE_URL", "OUTBOUND_QUEUE_URL"),
          "Resync",
          Set.of("ACTIVITY_TABLE", "RESYNC_QUEUE_URL", "OUTBOUND_QUEUE_URL"));

  private final Template template = Template.read();

  @ParameterizedTest
  @CsvSource({
    "Api, 29, 1024",
    "Authorizer, 10, 512",
    "Poll, 55, 512",
    "Outbound, 60, 1024",
    "Inbound, 120, 1024",
    "Resync, 900, 1024",
    "Check, 60, 1024",
    "Webhook, 10, 1024"
  })
  void runsOnJava25WithItsTimeAndMemory(String title, int seconds, int megabytes) {
    JsonNode function = function(title);
    assertThat(function.get("Runtime").asString()).isEqualTo("java25");
    assertThat(function.get("Architectures").get(0).asString()).isEqualTo("arm64");
    assertThat(function.get("Timeout").asInt()).isEqualTo(seconds);
    assertThat(function.get("MemorySize").asInt()).isEqualTo(megabytes);
  }

  @Test
  void hasTheseFunctionsOnlyAndOneJarForAll() {
    assertThat(template.functions().keySet()).containsExactlyInAnyOrderElementsOf(Titles.ALL);
    assertThat(template.functions().values().stream().map(f -> f.at("/Code/S3Key")).distinct())
        .hasSize(1);
  }

  @ParameterizedTest
  @FieldSource("dev.gitsync.template.Titles#LINKED")
  void tellsEachFunctionWhatItUsesAndNoMore(String title) {
    Set<String> more = Objects.requireNonNull(MORE.get(title));
    assertThat(variables(title))
        .containsAll(LINKS)
        .containsAll(more)
        .hasSize(LINKS.size() + more.size());
  }

  @Test
  void knowsEachVariableThatCodeReadsAndNoOther() {
    assertThat(Titles.ALL.stream().flatMap(title -> variables(title).stream()).distinct())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Variable.values()).map(Variable::name).toList());
  }

  @ParameterizedTest
  @FieldSource("dev.gitsync.template.Titles#ALL")
  void startsFromASnapshotOfItsLiveVersion(String title) {
    assertThat(function(title).at("/SnapStart/ApplyOn").asString()).isEqualTo("PublishedVersions");
    JsonNode alias = template.properties(template.aliasId(title));
    assertThat(alias.get("Name").asString()).isEqualTo("live");
    String version = Template.target(alias.get("FunctionVersion"));
    assertThat(template.resources().get(version).get("Type").asString())
        .isEqualTo("AWS::Lambda::Version");
    assertThat(Template.target(template.properties(version).get("FunctionName")))
        .isEqualTo(template.functionId(title));
  }

  @ParameterizedTest
  @FieldSource("dev.gitsync.template.Titles#ALL")
  void isTraced(String title) {
    assertThat(function(title).at("/TracingConfig/Mode").asString()).isEqualTo("Active");
  }

  @Test
  void isCalledByItsAliasOnly() {
    Set<String> aliases = Titles.ALL.stream().map(template::aliasId).collect(Collectors.toSet());
    for (JsonNode permission : template.all("AWS::Lambda::Permission").values()) {
      assertThat(aliases).contains(Template.target(permission.get("FunctionName")));
    }
  }

  @Test
  void letsNoLinkReachPrivateAddressesUnlessAsked() {
    for (JsonNode function : template.functions().values()) {
      assertThat(function.at("/Environment/Variables/GIT_ALLOWED_HOSTS").asString()).isEmpty();
    }
  }

  @ParameterizedTest
  @FieldSource("dev.gitsync.template.Titles#ALL")
  void keepsItsOwnEncryptedLogForThirtyDays(String title) {
    String log = Template.target(function(title).at("/LoggingConfig/LogGroup"));
    assertThat(log).contains(title);
    assertThat(template.properties(log).get("RetentionInDays").asInt()).isEqualTo(30);
    assertThat(Template.target(template.properties(log).get("KmsKeyId")))
        .isEqualTo(template.id(EncryptionTest.KEY, ""));
  }

  @ParameterizedTest
  @FieldSource("dev.gitsync.template.Titles#ALL")
  void namesAHandlerThatTheJarHas(String title) throws Exception {
    try (URLClassLoader jar = jar()) {
      Class<?> handler = jar.loadClass(handlerClass(title));
      assertThat(handler.getConstructor()).isNotNull();
      assertThat(handler.getConstructor(Map.class)).isNotNull();
      Class<?> lambda = jar.loadClass(RequestHandler.class.getName());
      assertThat(handler).isAssignableTo(lambda);
      Class<?> event =
          switch (title) {
            case "Api", "Webhook" -> APIGatewayV2HTTPEvent.class;
            case "Authorizer" -> APIGatewayV2CustomAuthorizerEvent.class;
            case "Poll" -> ScheduledEvent.class;
            default -> SQSEvent.class;
          };
      assertThat(
              handler.getMethod(
                  "handleRequest",
                  jar.loadClass(event.getName()),
                  jar.loadClass(Context.class.getName())))
          .isNotNull();
    }
  }

  /** The jar alone, as Lambda loads it: nothing may be missing in it. */
  private static URLClassLoader jar() throws IOException {
    String file =
        Objects.requireNonNull(System.getProperty("gitsync.functionsJar"), "run by Maven");
    return new URLClassLoader(
        new URL[] {Path.of(file).toUri().toURL()}, ClassLoader.getPlatformClassLoader());
  }

  private String handlerClass(String title) {
    return function(title).get("Handler").asString().replace("::handleRequest", "");
  }

  private Collection<String> variables(String title) {
    return function(title).at("/Environment/Variables").propertyNames();
  }

  private JsonNode function(String title) {
    return template.function(title);
  }
}
