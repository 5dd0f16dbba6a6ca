package dev.gitsync.local.secrets;

import dev.gitsync.local.http.Loopback;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Secrets Manager on loopback. It speaks AWS's JSON 1.1 protocol: the action in {@code
 * X-Amz-Target}, errors as status 400 with {@code __type}. Signatures are not checked.
 */
public final class SecretsServer implements AutoCloseable {
  private static final String PREFIX = "secretsmanager.";

  private final Loopback server;

  private SecretsServer(Loopback server) {
    this.server = server;
  }

  /** Starts on a free port with the secrets in {@code file}. */
  public static SecretsServer start(Path file) {
    SecretsActions actions =
        new SecretsActions(new SecretStore(file), Clock.systemUTC(), new SecureRandom());
    return new SecretsServer(Loopback.serve(new Protocol(actions)));
  }

  /** Where it listens. */
  public URI endpoint() {
    return server.uri();
  }

  @Override
  public void close() {
    server.close();
  }

  /** Decodes a request, has it answered, encodes the answer or the error. */
  private static final class Protocol extends Handler.Abstract {
    private final SecretsActions actions;

    Protocol(SecretsActions actions) {
      this.actions = actions;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      String target = String.valueOf(request.getHeaders().get("X-Amz-Target"));
      String action = target.startsWith(PREFIX) ? target.substring(PREFIX.length()) : target;
      ObjectNode answer;
      try {
        JsonNode body = JsonMapper.shared().readTree(Content.Source.asInputStream(request));
        answer = actions.answer(action, body);
      } catch (SecretsFault fault) {
        answer = error(response, fault.type(), String.valueOf(fault.getMessage()));
      } catch (JacksonException e) {
        answer = error(response, "SerializationException", "The body is not JSON.");
      }
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/x-amz-json-1.1");
      response.getHeaders().put("x-amzn-RequestId", UUID.randomUUID().toString());
      byte[] bytes = JsonMapper.shared().writeValueAsBytes(answer);
      response.write(true, ByteBuffer.wrap(bytes), callback);
      return true;
    }

    private static ObjectNode error(Response response, String type, String message) {
      response.setStatus(400);
      return JsonMapper.shared().createObjectNode().put("__type", type).put("Message", message);
    }
  }
}
