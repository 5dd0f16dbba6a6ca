package dev.gitsync.flows.link;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A repository's address, in the forms that Git takes: {@code https://host/path}, {@code
 * ssh://user@host:port/path}, {@code user@host:path}, and {@code codecommit::region://name}; {@code
 * http} where the deployment allows the host. Holds no password, query or fragment, so it can be
 * shown anywhere.
 */
public record RepositoryUrl(String value) {

  private static final int LONGEST = 1_000;
  private static final int SSH_PORT = 22;
  private static final Pattern SCP =
      Pattern.compile(
          "(?:(?<user>[A-Za-z0-9_][A-Za-z0-9_.-]*)@)?(?<host>[A-Za-z0-9][A-Za-z0-9.-]*)"
              + ":(?<path>[^:\\s\\p{Cntrl}][^\\p{Cntrl}]*)");
  private static final Pattern CODECOMMIT =
      Pattern.compile("codecommit::(?<region>[a-z0-9-]{5,30})://(?<name>[A-Za-z0-9._-]{1,100})");

  public RepositoryUrl {
    if (!isValid(value)) {
      throw new IllegalArgumentException("Not the address of a repository.");
    }
  }

  /** How a repository is reached. */
  public enum Kind {
    HTTP,
    SSH,
    /** Through the API of AWS CodeCommit. */
    CODECOMMIT
  }

  /**
   * Where an SSH server is, and what to ask it for.
   *
   * @param path as it is given to the server: relative ones are seen from the user's home
   */
  public record SshPlace(String user, String host, int port, String path) {}

  /** A repository of AWS CodeCommit. */
  public record CodeCommitPlace(String region, String name) {}

  /** The address that {@code text} is; empty where it is none. */
  public static Optional<RepositoryUrl> parse(String text) {
    return isValid(text) ? Optional.of(new RepositoryUrl(text)) : Optional.empty();
  }

  private static boolean isValid(String text) {
    if (text.length() > LONGEST) {
      return false;
    }
    return CODECOMMIT.matcher(text).matches()
        || (text.contains("://") ? isUrl(text) : SCP.matcher(text).matches());
  }

  private static boolean isUrl(String text) {
    try {
      URI uri = new URI(text);
      boolean isSsh = "ssh".equals(uri.getScheme());
      return (isSsh || "https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
          && uri.getHost() != null
          && (uri.getRawUserInfo() == null
              || (isSsh && uri.getRawUserInfo().matches("[A-Za-z0-9_][A-Za-z0-9_.-]*")))
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null
          && uri.getPath() != null
          && uri.getPath().length() > 1
          && uri.getPath().chars().noneMatch(Character::isISOControl);
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** How the repository is reached. */
  public Kind kind() {
    if (value.startsWith("codecommit::")) {
      return Kind.CODECOMMIT;
    }
    return value.startsWith("https://") || value.startsWith("http://") ? Kind.HTTP : Kind.SSH;
  }

  /** The address of a repository that is reached by HTTP, as a URI. */
  public URI uri() {
    return URI.create(value);
  }

  /** Where a repository is that is reached by SSH; the user is {@code git} where none is given. */
  public SshPlace ssh() {
    Matcher scp = SCP.matcher(value);
    if (!value.contains("://") && scp.matches()) {
      return new SshPlace(
          Optional.ofNullable(scp.group("user")).orElse("git"),
          scp.group("host"),
          SSH_PORT,
          scp.group("path"));
    }
    URI uri = uri();
    String path = uri.getPath().startsWith("/~") ? uri.getPath().substring(1) : uri.getPath();
    return new SshPlace(
        Optional.ofNullable(uri.getUserInfo()).orElse("git"),
        uri.getHost(),
        uri.getPort() < 0 ? SSH_PORT : uri.getPort(),
        path);
  }

  /**
   * Where a repository is, however it is reached: its addresses by HTTPS and SSH have the same on
   * most hosts.
   *
   * @param host in small letters
   * @param path without a slash at its ends, and without {@code .git}
   */
  public record Place(String host, String path) {}

  /** Where the repository is, however it is reached. */
  public Place place() {
    return switch (kind()) {
      case HTTP -> place(uri().getHost(), uri().getPath());
      case SSH -> place(ssh().host(), ssh().path());
      case CODECOMMIT -> place(codeCommit().region(), codeCommit().name());
    };
  }

  private static Place place(String host, String path) {
    String plain = path.replaceAll("^/+|(\\.git)?/*$", "");
    return new Place(host.toLowerCase(Locale.ROOT), plain);
  }

  /** Which repository of CodeCommit it is. */
  public CodeCommitPlace codeCommit() {
    Matcher matcher = CODECOMMIT.matcher(value);
    if (!matcher.matches()) {
      throw new IllegalStateException("Not a repository of CodeCommit.");
    }
    return new CodeCommitPlace(matcher.group("region"), matcher.group("name"));
  }

  @Override
  public String toString() {
    return value;
  }
}
