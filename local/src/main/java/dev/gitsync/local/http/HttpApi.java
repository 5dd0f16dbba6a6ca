package dev.gitsync.local.http;

import dev.gitsync.local.lambda.FunctionFault;
import dev.gitsync.local.lambda.Functions;
import dev.gitsync.local.template.Route;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * API Gateway's HTTP API: finds the route, asks its authorizer, calls its function with payload
 * format 2.0, and answers with what it returned. Requests beyond 10 MB are refused as <a
 * href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html">API
 * Gateway</a> does.
 */
public final class HttpApi extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);
  private static final int MAX_BODY = 10 * 1024 * 1024;

  private final List<Route> routes;
  private final Functions functions;
  private final Gate gate;

  /** An API with these routes. */
  public HttpApi(List<Route> routes, Functions functions) {
    this.routes = List.copyOf(routes);
    this.functions = functions;
    this.gate = new Gate(functions);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String path = request.getHttpURI().getPath();
    for (Route route : routes) {
      Optional<Map<String, String>> parameters = route.match(request.getMethod(), path);
      if (parameters.isPresent()) {
        call(new RoutedRequest(request, route, parameters.get()), response, callback);
        return true;
      }
    }
    JsonErrors.send(response, HttpStatus.NOT_FOUND_404, "Not Found", callback);
    return true;
  }

  private void call(RoutedRequest request, Response response, Callback callback) throws Exception {
    Optional<byte[]> body = body(request.request());
    if (body.isEmpty()) {
      response.getHeaders().put("Connection", "close");
      JsonErrors.send(response, HttpStatus.PAYLOAD_TOO_LARGE_413, "Request Too Long", callback);
      return;
    }
    try {
      switch (gate.decide(request)) {
        case Gate.Refused(int status, String message) ->
            JsonErrors.send(response, status, message, callback);
        case Gate.Taken(ObjectNode authorizer) -> {
          String event = request.event(body.get(), authorizer);
          String answer = functions.get(request.route().function()).invoke(event);
          FunctionAnswer.parse(answer).send(response, callback);
        }
      }
    } catch (FunctionFault e) {
      LOG.error("{} {} failed", request.request().getMethod(), request.route().key(), e.getCause());
      fail(response, callback);
    } catch (RuntimeException e) {
      LOG.error("{} {} failed", request.request().getMethod(), request.route().key(), e);
      fail(response, callback);
    }
  }

  private static void fail(Response response, Callback callback) {
    JsonErrors.send(
        response, HttpStatus.INTERNAL_SERVER_ERROR_500, "Internal Server Error", callback);
  }

  /** The request's body; nothing when it is too long. */
  private static Optional<byte[]> body(Request request) throws Exception {
    if (request.getLength() > MAX_BODY) {
      return Optional.empty();
    }
    try (InputStream in = Content.Source.asInputStream(request)) {
      byte[] bytes = in.readNBytes(MAX_BODY + 1);
      return bytes.length > MAX_BODY ? Optional.empty() : Optional.of(bytes);
    }
  }
}
