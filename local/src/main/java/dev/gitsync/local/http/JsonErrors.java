package dev.gitsync.local.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What the HTTP server itself refuses is told as API Gateway tells it: {@code {"message": …}}. */
final class JsonErrors extends ErrorHandler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    send(response, response.getStatus(), HttpStatus.getMessage(response.getStatus()), callback);
    return true;
  }

  /** Sends {@code message}, which must not need escapes in JSON. */
  static void send(Response response, int status, String message, Callback callback) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    Content.Sink.write(
        response,
        true,
        "{\"message\":\"" + message + "\"}",
        Callback.from(callback::succeeded, callback::failed));
  }
}
