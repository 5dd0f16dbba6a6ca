package dev.gitsync.functions.api;

import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Bool;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Null;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.Branch;
import dev.gitsync.flows.NeedsUser;
import dev.gitsync.flows.host.CheckTarget.OfPullRequest;
import dev.gitsync.flows.link.HostKind;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.port.CodeHost;
import dev.gitsync.flows.port.CodeHosts;
import dev.gitsync.flows.port.Hints;
import dev.gitsync.flows.port.Links;
import dev.gitsync.flows.port.WebhookSecrets;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The service around a link's repository: its webhook, and checks of pull requests on demand. */
record HostApi(Links links, Branch branch, CodeHosts hosts, WebhookSecrets secrets, Hints hints) {

  private static final String BY_HAND =
      "Enter the address and the secret at the host, for pushes and pull requests, as JSON.";

  /** What came of telling the host. */
  private record Told(boolean isDone, String message) {}

  /**
   * Makes a secret, or another one, and tells the host. Where that cannot be done, the answer has
   * the secret, this once, to be entered by hand.
   */
  Response setUpWebhook(Request request, Caller caller) throws ApiProblem {
    Link link = LinkApi.find(links, caller);
    if (link.settings().host() == HostKind.CODECOMMIT) {
      throw ApiProblem.conflict(
          "CodeCommit needs no webhook: EventBridge tells of what happens there.");
    }
    URI address = address(request, link);
    String secret = secrets.rotate(link.workspace()).current();
    Told told = tell(link, address, secret);
    Mapping answer =
        webhook(link, address)
            .with("registered", new Bool(told.isDone()))
            .with("message", told.message());
    return Response.ok(told.isDone() ? answer : answer.with("secret", secret));
  }

  private Told tell(Link link, URI address, String secret) {
    try {
      Optional<CodeHost> host = hosts.open(link.settings(), branch.credentials(link));
      host.ifPresent(it -> it.registerWebhook(address, secret));
      return host.isPresent()
          ? new Told(true, "The host tells of pushes and pull requests from now on.")
          : new Told(false, BY_HAND);
    } catch (NeedsUser e) {
      return new Told(false, e.message() + " " + e.remedy() + " Or: " + BY_HAND);
    }
  }

  Response webhook(Request request, Caller caller) throws ApiProblem {
    Link link = LinkApi.find(links, caller);
    return Response.ok(webhook(link, address(request, link)));
  }

  private static Mapping webhook(Link link, URI address) {
    return Mapping.of("url", new Text(address.toString()))
        .with("host", link.settings().host().word())
        .with(
            "provenAt",
            link.state().webhook().<Node>map(it -> new Text(it.toString())).orElse(new Null()));
  }

  /** By the name that the caller used, which API Gateway has checked. */
  private static URI address(Request request, Link link) throws ApiProblem {
    String host = request.header("host").orElse("");
    if (!host.matches("[A-Za-z0-9.-]+(:[0-9]{1,5})?")) {
      throw ApiProblem.badRequest("The request has no Host header.");
    }
    boolean isLocal = host.matches("(localhost|127\\.0\\.0\\.1)(:.*)?");
    return URI.create(
        "%s://%s/webhooks/%s/%s"
            .formatted(
                isLocal ? "http" : "https", host, link.settings().host().word(), link.workspace()));
  }

  /** Has a pull request checked, again or because no webhook told of it. */
  Response check(Request request, Caller caller) throws ApiProblem {
    Link link = LinkApi.find(links, caller);
    LinkApi.refusePaused(link);
    if (link.settings().host() == HostKind.NONE) {
      throw ApiProblem.conflict(
          "The link's server has no pull requests. If it has, set host in the settings.");
    }
    hints.check(link, new OfPullRequest(number(request)));
    return Response.accepted(
        Mapping.of("message", new Text("The pull request is being checked; the host shows it.")));
  }

  private static long number(Request request) throws ApiProblem {
    var body = new Body(request.json(), List.of("pullRequest"));
    Node value = body.get("pullRequest").orElse(new Null());
    boolean isNumber =
        value instanceof Num(var number)
            && number.scale() <= 0
            && number.signum() > 0
            && number.precision() <= 15;
    if (!isNumber) {
      body.refuse("pullRequest", "It must be the number of a pull request.");
    }
    body.check();
    return ((Num) value).value().longValueExact();
  }
}
