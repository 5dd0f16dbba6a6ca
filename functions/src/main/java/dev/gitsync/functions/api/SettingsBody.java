package dev.gitsync.functions.api;

import dev.gitsync.core.plan.Policies;
import dev.gitsync.core.repo.RepoPath;
import dev.gitsync.core.tree.Node;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.flows.link.Connection;
import dev.gitsync.flows.link.Connection.Bastion;
import dev.gitsync.flows.link.HostSettings;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.LinkSettings.Mode;
import dev.gitsync.flows.link.RepositoryUrl;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a link's settings out of a request; what is not in it stays as it is. */
final class SettingsBody {

  private static final List<String> FIELDS =
      Stream.concat(
              Stream.of("repository", "branch", "path", "paused", "bastion", "certificates"),
              Stream.concat(PoliciesBody.FIELDS.stream(), HostingBody.FIELDS.stream()))
          .toList();

  /** Leaves room for the longest slug. */
  private static final int LONGEST_FOLDER = 500;

  private static final int LONGEST_CERTIFICATES = 50_000;
  private static final String HOST = "[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?";
  private static final String USER = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}";

  private final Body body;
  private final Optional<LinkSettings> current;

  private SettingsBody(Mapping json, Optional<LinkSettings> current) {
    this.body = new Body(json, FIELDS);
    this.current = current;
  }

  static LinkSettings read(Mapping json, Optional<LinkSettings> current) throws ApiProblem {
    return new SettingsBody(json, current).read();
  }

  private LinkSettings read() throws ApiProblem {
    String repository = body.text("repository", current.map(it -> it.repository().value()));
    String branch = body.text("branch", current.map(LinkSettings::branch));
    String path = body.optionalText("path", current.map(LinkSettings::folder).orElse(""));
    boolean paused =
        body.flag("paused", current.filter(it -> it.mode() == Mode.PAUSED).isPresent());
    Connection known = current.map(LinkSettings::connection).orElse(Connection.DIRECT);
    var connection = new Connection(bastion(known), certificates(known), known.hostKeys());
    Policies policies =
        new PoliciesBody(body).read(current.map(LinkSettings::policies).orElse(Policies.DEFAULT));
    HostSettings hosting =
        new HostingBody(body).read(current.map(LinkSettings::hosting).orElse(HostSettings.DEFAULT));
    Optional<RepositoryUrl> url = RepositoryUrl.parse(repository);
    if (url.isEmpty()) {
      body.refuse(
          "repository",
          "It must be an https, ssh, user@host:path or codecommit::region://name address,"
              + " without a token or password in it.");
    }
    if (LinkSettings.parseBranch(branch).isEmpty()) {
      body.refuse("branch", "It must be the name of a branch.");
    }
    Optional<String> folder = folder(path);
    if (folder.isEmpty()) {
      body.refuse("path", "It must be a folder in the repository, without .. or a leading slash.");
    }
    body.check();
    return new LinkSettings(
        url.orElseThrow(),
        branch,
        folder.orElseThrow(),
        paused ? Mode.PAUSED : Mode.RUNNING,
        connection,
        policies,
        hosting);
  }

  private static Optional<String> folder(String path) {
    return path.isEmpty() || path.equals(".") || path.equals("./")
        ? Optional.of("")
        : RepoPath.parse(path).map(RepoPath::value).filter(it -> it.length() <= LONGEST_FOLDER);
  }

  private Optional<Bastion> bastion(Connection known) throws ApiProblem {
    Optional<Node> value = body.get("bastion");
    if (value.isEmpty()) {
      return known.bastion();
    }
    Mapping json = body.mapping("bastion", Mapping.empty(), Mapping.empty());
    if (json.entries().isEmpty()) {
      return Optional.empty();
    }
    String host = json.text("host").orElse("");
    String user = json.text("user").orElse("");
    Optional<Integer> port = port(json.get("port"));
    if (!host.matches(HOST) || !user.matches(USER) || port.isEmpty() || json.entries().size() > 3) {
      body.refuse("bastion", "It must have host and user, and may have port (22).");
      return Optional.empty();
    }
    return Optional.of(new Bastion(host, port.get(), user));
  }

  private static Optional<Integer> port(Optional<Node> value) {
    return switch (value.orElse(Num.of(22))) {
      case Num(var number)
          when number.scale() <= 0 && number.signum() > 0 && number.longValue() <= 65_535 ->
          Optional.of(number.intValue());
      default -> Optional.empty();
    };
  }

  private Optional<String> certificates(Connection known) {
    String pem = body.optionalText("certificates", known.certificates().orElse(""));
    if (pem.length() > LONGEST_CERTIFICATES
        || (!pem.isBlank() && !pem.contains("-----BEGIN CERTIFICATE-----"))) {
      body.refuse("certificates", "It must be certificates as PEM text.");
    }
    return Optional.of(pem).filter(it -> !it.isBlank());
  }
}
