package dev.gitsync.functions.webhooks;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.gitsync.adapters.webhooks.Signature;
import dev.gitsync.adapters.webhooks.WebhookReader;
import dev.gitsync.adapters.webhooks.WebhookRequest;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Json.Malformed;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.TryLater;
import dev.gitsync.flows.WebhookFlow;
import dev.gitsync.flows.WebhookFlow.Outcome;
import dev.gitsync.flows.host.WebhookEvent;
import dev.gitsync.flows.link.HostKind;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.port.Deliveries;
import dev.gitsync.flows.port.Links;
import dev.gitsync.flows.port.WebhookSecret;
import dev.gitsync.flows.port.WebhookSecrets;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Answers {@code POST /webhooks/{host}/{link}}: 202 where there is something to do, 204 where there
 * is not. What is refused leaves no trace: 413 for what is too large, 401 for whatever is not known
 * to be by the link's host, in the same words for all of it, 400 for what is no JSON or has been
 * accepted before. While the database or the queue does not answer it is 503, and hosts try again.
 *
 * <p>A delivery counts as accepted once its hints are sent. Two copies that come at the same time
 * hint twice, which is no harm.
 */
public final class WebhookGate {

  /**
   * The largest body that is taken. GitHub sends up to 25 MiB, but Lambda takes 6 MiB with all of
   * the event, which in base64 are 4.5 MiB; what is larger than this API Gateway refuses itself,
   * with the same status. A payload that we have use for is some 100 KiB.
   */
  static final int LARGEST_BODY = 4 << 20;

  private static final int LARGEST_BASE64 = (LARGEST_BODY + 2) / 3 * 4;

  private final Links links;
  private final WebhookSecrets secrets;
  private final Deliveries deliveries;
  private final WebhookFlow flow;
  private final InstantSource clock;

  /** A gate before a flow. */
  public WebhookGate(
      Links links,
      WebhookSecrets secrets,
      Deliveries deliveries,
      WebhookFlow flow,
      InstantSource clock) {
    this.links = links;
    this.secrets = secrets;
    this.deliveries = deliveries;
    this.flow = flow;
    this.clock = clock;
  }

  /** An answer that is not what the sender hoped for. */
  private static final class Refused extends Exception {
    private final int status;

    Refused(int status, String message) {
      super(message);
      this.status = status;
    }

    static Refused unknown() {
      return new Refused(401, "This is not a delivery of this link's webhook.");
    }
  }

  /** Answers a request, by its event of payload format 2.0. */
  public APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event) {
    try {
      return response(accept(event) == Outcome.OF_USE ? 202 : 204, Optional.empty());
    } catch (Refused e) {
      return response(e.status, Optional.ofNullable(e.getMessage()));
    } catch (TryLater e) {
      return response(503, Optional.of("Git Sync cannot take this now. Send it again later."));
    }
  }

  /** Asks the stores for all that an answer asks them for, and changes nothing. */
  public void look(WorkspaceId link) {
    links.find(link);
    deliveries.isKnown(link, "");
    secrets.find(link);
  }

  private Outcome accept(APIGatewayV2HTTPEvent event) throws Refused {
    byte[] body = body(event);
    Link link = link(event);
    var request = new WebhookRequest(link.settings().host(), headers(event), body);
    verify(link, request);
    List<WebhookEvent> events = read(request);
    if (events.isEmpty()) {
      return Outcome.OF_NO_USE;
    }
    String fingerprint = request.fingerprint();
    if (deliveries.isKnown(link.workspace(), fingerprint)) {
      throw new Refused(400, "This delivery was accepted before.");
    }
    Outcome outcome = flow.run(link, events);
    // Last: who dies before this line is sent it again, and hints twice at most.
    deliveries.note(link.workspace(), fingerprint);
    return outcome;
  }

  /** The link that the address names together with its host. */
  private Link link(APIGatewayV2HTTPEvent event) throws Refused {
    Map<String, String> parameters =
        Optional.ofNullable(event.getPathParameters()).orElse(Map.of());
    Optional<HostKind> host = HostKind.parse(parameters.getOrDefault("host", ""));
    return WorkspaceId.parse(parameters.getOrDefault("link", ""))
        .flatMap(links::find)
        .filter(link -> host.equals(Optional.of(link.settings().host())))
        .orElseThrow(Refused::unknown);
  }

  /** Before anything of the body is parsed. */
  private void verify(Link link, WebhookRequest request) throws Refused {
    if (!isBy(secrets.find(link.workspace()), request)
        && !isBy(secrets.refind(link.workspace()), request)) {
      throw Refused.unknown();
    }
  }

  private boolean isBy(Optional<WebhookSecret> secret, WebhookRequest request) {
    return Signature.isBy(secret.map(it -> it.validAt(clock.instant())).orElse(List.of()), request);
  }

  private static List<WebhookEvent> read(WebhookRequest request) throws Refused {
    try {
      return WebhookReader.read(request);
    } catch (Malformed e) {
      throw new Refused(400, String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, String> headers(APIGatewayV2HTTPEvent event) {
    var headers = new HashMap<String, String>();
    Optional.ofNullable(event.getHeaders())
        .orElse(Map.of())
        .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    return headers;
  }

  private static byte[] body(APIGatewayV2HTTPEvent event) throws Refused {
    String text = Optional.ofNullable(event.getBody()).orElse("");
    boolean isBase64 = event.getIsBase64Encoded();
    if (text.length() > (isBase64 ? LARGEST_BASE64 : LARGEST_BODY)) {
      throw tooLarge();
    }
    try {
      byte[] body =
          isBase64 ? Base64.getDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8);
      if (body.length > LARGEST_BODY) {
        throw tooLarge();
      }
      return body;
    } catch (IllegalArgumentException e) {
      throw new Refused(400, "The body cannot be read.");
    }
  }

  private static Refused tooLarge() {
    return new Refused(413, "The body is larger than 4 MiB, which is the most that is taken.");
  }

  private static APIGatewayV2HTTPResponse response(int status, Optional<String> message) {
    var headers = new HashMap<>(Map.of("Cache-Control", "no-store"));
    var builder = APIGatewayV2HTTPResponse.builder().withStatusCode(status);
    if (message.isPresent()) {
      headers.put("Content-Type", "application/json");
      builder.withBody(Json.write(Mapping.of("message", new Text(message.get()))));
    }
    return builder.withHeaders(headers).build();
  }
}
