package dev.gitsync.adapters.git;

import dev.gitsync.adapters.git.net.HttpClients;
import dev.gitsync.adapters.git.ssh.SshKeys;
import dev.gitsync.adapters.git.wire.Authorization;
import dev.gitsync.adapters.git.wire.WireFailure;
import dev.gitsync.adapters.git.wire.WireFailure.Kind;
import dev.gitsync.core.tree.Json;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Num;
import dev.gitsync.core.tree.Node.Sequence;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.Credentials.GitHubApp;
import dev.gitsync.flows.port.Credentials.SshKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Installation tokens of GitHub Apps (GitHub's "Authenticating as a GitHub App installation"). A
 * token is asked for the one repository: for Git to read and write its contents, for the API with
 * all rights that the installation has. It is kept until shortly before it expires, which is after
 * an hour.
 */
public final class AppTokens {

  private static final Duration REST = Duration.ofMinutes(5);
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);
  private static final Duration JWT_LIFE = Duration.ofMinutes(9);
  private static final Duration TO_ANSWER = Duration.ofSeconds(30);
  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST = 1_000;
  private static final String USER = "x-access-token";

  private final HttpClients clients;
  private final InstantSource clock;
  private final Map<Purpose, Kept> tokens =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Purpose, Kept> eldest) {
          return size() > MOST;
        }
      };

  /** Tokens that are asked for by the way that a link goes. */
  public AppTokens(HttpClients clients, InstantSource clock) {
    this.clients = clients;
    this.clock = clock;
  }

  private record Token(String value, Instant expiresAt) {
    @Override
    public String toString() {
      return "Token[expiresAt=" + expiresAt + "]";
    }
  }

  /** What a token is for. */
  private enum Use {
    GIT,
    API
  }

  private record Purpose(Access access, Use use) {}

  /** The token of one link, asked for by one at a time. */
  private static final class Kept {
    private Optional<Token> token = Optional.empty();
  }

  /** How an app that is installed on a link's repository logs in there. */
  Authorization authorization(GitHubApp app, LinkSettings settings, Credentials credentials) {
    return () ->
        Authorization.basic(USER, token(app, Use.GIT, settings, credentials).value()).header();
  }

  /** How an app that is installed on a link's repository logs in at GitHub's API. */
  public Authorization api(GitHubApp app, LinkSettings settings, Credentials credentials) {
    return () -> "Bearer " + token(app, Use.API, settings, credentials).value();
  }

  private Token token(GitHubApp app, Use use, LinkSettings settings, Credentials credentials)
      throws IOException {
    Kept kept = kept(new Purpose(Access.of(settings, credentials), use));
    synchronized (kept) {
      Instant soon = clock.instant().plus(REST);
      Token token =
          kept.token.filter(it -> it.expiresAt().isAfter(soon)).isPresent()
              ? kept.token.get()
              : ask(app, use, settings, credentials);
      kept.token = Optional.of(token);
      return token;
    }
  }

  private synchronized Kept kept(Purpose purpose) {
    return tokens.computeIfAbsent(purpose, it -> new Kept());
  }

  private Token ask(GitHubApp app, Use use, LinkSettings settings, Credentials credentials)
      throws IOException {
    URI address =
        URI.create(api(settings) + "/app/installations/" + app.installationId() + "/access_tokens");
    HttpClient client = clients.client(address, settings, credentials);
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(TO_ANSWER)
            .header("Accept", "application/vnd.github+json")
            .header("Authorization", "Bearer " + jwt(app))
            .header("User-Agent", "git-sync")
            .header("X-GitHub-Api-Version", "2022-11-28")
            .POST(BodyPublishers.ofString(Json.write(scope(use, settings))))
            .build();
    try {
      return read(
          client.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WireFailure(Kind.UNREACHABLE, "Interrupted while waiting for GitHub.", e);
    }
  }

  /**
   * Where the API is. GitHub's own is on a host of its own; an enterprise server's is on the same.
   */
  public static URI api(LinkSettings settings) {
    return settings.hosting().api().orElseGet(() -> api(settings.repository()));
  }

  private static URI api(RepositoryUrl repository) {
    String host = repository.place().host();
    if (host.equals("github.com") || host.equals("ssh.github.com")) {
      return URI.create("https://api.github.com");
    }
    if (host.endsWith(".ghe.com")) {
      return URI.create("https://api." + host);
    }
    return URI.create(
        repository.kind() == RepositoryUrl.Kind.HTTP
            ? repository.uri().getScheme() + "://" + repository.uri().getRawAuthority() + "/api/v3"
            : "https://" + host + "/api/v3");
  }

  private static Mapping scope(Use use, LinkSettings settings) {
    String path = settings.repository().place().path();
    String name = path.substring(path.lastIndexOf('/') + 1);
    Mapping scope = Mapping.of("repositories", Sequence.of(new Text(name)));
    return use == Use.API
        ? scope
        : scope.with("permissions", Mapping.of("contents", new Text("write")));
  }

  private static Token read(HttpResponse<byte[]> response) throws WireFailure {
    int status = response.statusCode();
    if (status != 201) {
      throw refusal(status);
    }
    try {
      if (Json.read(response.body()) instanceof Mapping json) {
        return new Token(
            json.text("token").orElseThrow(), Instant.parse(json.text("expires_at").orElseThrow()));
      }
      throw new WireFailure(Kind.MALFORMED, "GitHub's answer has no token.");
    } catch (Json.Malformed | DateTimeParseException | NoSuchElementException e) {
      throw new WireFailure(Kind.MALFORMED, "GitHub's answer has no token.", e);
    }
  }

  private static WireFailure refusal(int status) {
    return switch (status) {
      case 401 -> new WireFailure(Kind.UNAUTHORIZED, "GitHub does not know the app by this key.");
      case 403, 422 ->
          new WireFailure(
              Kind.FORBIDDEN,
              "The app's installation may not write contents, or not of this repository.");
      case 404 -> new WireFailure(Kind.UNAUTHORIZED, "GitHub does not know the installation.");
      default -> new WireFailure(Kind.UNREACHABLE, "GitHub answered with status " + status + ".");
    };
  }

  /** Proves for a few minutes that somebody has the app's key ({@code RS256}, RFC 7519). */
  private String jwt(GitHubApp app) {
    Instant now = clock.instant();
    String head = base64("{\"alg\":\"RS256\",\"typ\":\"JWT\"}");
    String claims =
        base64(
            Json.write(
                Mapping.of("iat", Num.of(now.minus(CLOCK_SKEW).getEpochSecond()))
                    .with("exp", Num.of(now.plus(JWT_LIFE).getEpochSecond()))
                    .with("iss", Long.toString(app.appId()))));
    return head + "." + claims + "." + sign(app, head + "." + claims);
  }

  private static String sign(GitHubApp app, String text) {
    PrivateKey key = SshKeys.read(new SshKey(app.privateKey(), Optional.empty())).getPrivate();
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The app's key cannot sign.", e);
    }
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
