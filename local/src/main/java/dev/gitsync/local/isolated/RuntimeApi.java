package dev.gitsync.local.isolated;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Lambda's <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">runtime API</a>
 * of all environments, each under a path of its own: {@code /ID/2018-06-01/runtime/…}.
 */
final class RuntimeApi extends Handler.Abstract {
  private static final Pattern PATH =
      Pattern.compile(
          "/(?<environment>[^/]+)/2018-06-01/runtime/"
              + "(?<call>invocation/next|restore/next|(init|restore)/error"
              + "|invocation/(?<run>[^/]+)/(?<end>response|error))");

  private final Map<String, Environment> environments = new ConcurrentHashMap<>();

  /** Lets {@code environment} call under the path that is returned. */
  String add(Environment environment) {
    String id = UUID.randomUUID().toString();
    environments.put(id, environment);
    return "/" + id;
  }

  void remove(Environment environment) {
    environments.values().remove(environment);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Matcher path = PATH.matcher(request.getHttpURI().getPath());
    Environment environment = path.matches() ? environments.get(path.group("environment")) : null;
    if (environment == null) {
      answer(response, HttpStatus.NOT_FOUND_404, "", callback);
      return true;
    }
    switch (path.group("call")) {
      case "invocation/next" -> next(environment, response, callback);
      // The snapshot is taken and restored at once.
      case "restore/next" -> answer(response, HttpStatus.OK_200, "", callback);
      case "init/error", "restore/error" -> {
        environment.failInit(FunctionError.of(body(request)));
        answer(response, HttpStatus.ACCEPTED_202, "", callback);
      }
      default -> {
        end(environment, path.group("run"), path.group("end"), body(request));
        answer(response, HttpStatus.ACCEPTED_202, "", callback);
      }
    }
    return true;
  }

  private static void next(Environment environment, Response response, Callback callback)
      throws InterruptedException {
    Optional<Run> next = environment.next();
    if (next.isEmpty()) {
      answer(response, HttpStatus.GONE_410, "", callback);
      return;
    }
    Run run = next.get();
    var headers = response.getHeaders();
    headers.put("Content-Type", "application/json");
    headers.put("Lambda-Runtime-Aws-Request-Id", run.id());
    headers.put("Lambda-Runtime-Deadline-Ms", Long.toString(run.deadline().toEpochMilli()));
    headers.put("Lambda-Runtime-Invoked-Function-Arn", environment.function().arn());
    headers.put("Lambda-Runtime-Trace-Id", trace(run));
    answer(response, HttpStatus.OK_200, run.event(), callback);
  }

  private static void end(Environment environment, String run, String end, String body) {
    if (end.equals("response")) {
      environment.succeed(run, body);
    } else {
      environment.fail(run, FunctionError.of(body));
    }
  }

  /** As X-Ray writes it: seconds, then 96 bits that tell this run from others. */
  private static String trace(Run run) {
    String digits = run.id().replace("-", "");
    return "Root=1-%08x-%s;Parent=%s;Sampled=0"
        .formatted(run.deadline().getEpochSecond(), digits.substring(0, 24), digits.substring(16));
  }

  private static String body(Request request) throws Exception {
    try (InputStream in = Content.Source.asInputStream(request)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void answer(
      Response response, int status, @Nullable String body, Callback callback) {
    response.setStatus(status);
    Content.Sink.write(response, true, body, callback);
  }
}
