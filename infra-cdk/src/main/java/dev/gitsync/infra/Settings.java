package dev.gitsync.infra;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.constructs.Node;

/**
 * What a deployment may choose, read from the CDK context: {@code cdk deploy -c name=value}. An
 * empty value is as good as none. {@code cdk.json} lists them all.
 *
 * @param functionsJar {@code functionsJar}: the shaded jar of all functions; it must exist. Without
 *     it the system property of that name counts
 * @param environment {@code environment}: lets several systems live side by side in one account and
 *     region; part of the stack's name, see {@link #stackName()}. Empty for the only or main one
 * @param secretPrefix {@code secretPrefix}: the first part of the names of all secrets; {@code
 *     gitsync} or {@code gitsync-ENVIRONMENT} where not given
 * @param gitAllowedHosts {@code gitAllowedHosts}: comma-separated hosts that a link may reach
 *     although their addresses are private
 * @param codeCommitRepositories {@code codeCommitRepositories}: comma-separated names of the
 *     CodeCommit repositories, in the stack's account and region, that links may be tied to
 * @param logDays {@code logDays}: how many days logs are kept, 30 where not given
 * @param alarmEmail {@code alarmEmail}: who gets an e-mail when an alarm rings; empty for nobody.
 *     AWS asks that address to confirm first
 * @param network {@code vpcId} and {@code subnetIds}: the private network that the functions run in
 * @param throttle {@code apiRate} and {@code apiBurst}: how many requests the API takes, 50 and 100
 *     where not given
 * @param domain {@code domainName}, {@code certificateArn}, {@code hostedZoneId}: an address of
 *     one's own for the API
 * @param tokens {@code oidcIssuer} and {@code oidcAudience}: whose tokens the API takes beside keys
 */
public record Settings(
    Path functionsJar,
    String environment,
    String secretPrefix,
    List<String> gitAllowedHosts,
    List<String> codeCommitRepositories,
    int logDays,
    String alarmEmail,
    Optional<Network> network,
    Throttle throttle,
    Optional<Domain> domain,
    Optional<Tokens> tokens) {
  /** The system property that names the jar where no context value does. */
  public static final String FUNCTIONS_JAR = "functionsJar";

  private static final String APP = "GitSync";

  /** The periods that CloudWatch Logs knows, up to ten years. */
  private static final List<Integer> LOG_DAYS =
      List.of(
          1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);

  private static final Pattern ENVIRONMENT = Pattern.compile("[a-z]([a-z0-9-]{0,18}[a-z0-9])?");
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:_-]{1,253}");
  private static final Pattern DOMAIN =
      Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}");
  private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9._-]{1,100}");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s,]+@[^@\\s,]+\\.[^@\\s,]+");
  private static final Pattern VPC = Pattern.compile("vpc-([0-9a-f]{8}|[0-9a-f]{17})");
  private static final Pattern SUBNET = Pattern.compile("subnet-([0-9a-f]{8}|[0-9a-f]{17})");
  private static final Pattern CERTIFICATE =
      Pattern.compile("arn:[a-z-]+:acm:[a-z0-9-]+:\\d{12}:certificate/[0-9a-f-]+");
  private static final Pattern ZONE = Pattern.compile("Z[A-Z0-9]{1,31}");
  private static final Pattern ISSUER = Pattern.compile("https://[^\\s?#@]+");
  private static final Pattern AUDIENCE = Pattern.compile("[^\\s,]+");

  /** Copies the lists. */
  public Settings {
    gitAllowedHosts = List.copyOf(gitAllowedHosts);
    codeCommitRepositories = List.copyOf(codeCommitRepositories);
  }

  /**
   * A network of the account that has the stack.
   *
   * @param vpcId of the VPC
   * @param subnetIds of its private subnets; they need a way to AWS and to the Git servers
   */
  public record Network(String vpcId, List<String> subnetIds) {
    /** Copies the list. */
    public Network {
      subnetIds = List.copyOf(subnetIds);
    }
  }

  /**
   * How many requests the whole API takes.
   *
   * @param rate in a second, over time
   * @param burst at once
   */
  public record Throttle(int rate, int burst) {}

  /**
   * An address of one's own.
   *
   * @param name the host
   * @param certificateArn its certificate, in the stack's region
   * @param hostedZoneId the zone of Route 53 that gets a record for it; empty where the name is
   *     looked after elsewhere
   */
  public record Domain(String name, String certificateArn, String hostedZoneId) {}

  /**
   * Tokens (JWT) of an OpenID Connect provider.
   *
   * @param issuer its URL, as tokens name it
   * @param audience whom tokens must be for, one of these
   */
  public record Tokens(String issuer, List<String> audience) {
    /** Copies the list. */
    public Tokens {
      audience = List.copyOf(audience);
    }
  }

  /**
   * The settings of an app whose root is {@code node}.
   *
   * @throws IllegalArgumentException that says which value is wrong, and what is allowed
   */
  public static Settings of(Node node) {
    Context context = new Context(node);
    String environment =
        context.text(
            "environment",
            ENVIRONMENT,
            "has 1 to 20 lower-case letters, digits and \"-\", a letter first, no \"-\" last");
    return new Settings(
        functionsJar(context),
        environment,
        secretPrefix(context, environment),
        context.list("gitAllowedHosts", HOST, "lists hosts, without \"https://\", \"/\" or \"*\""),
        context.list(
            "codeCommitRepositories",
            REPOSITORY,
            "lists names of repositories: letters, digits, \".\", \"_\" and \"-\""),
        context.oneOf("logDays", LOG_DAYS, 30),
        context.text("alarmEmail", EMAIL, "is one e-mail address"),
        network(context),
        new Throttle(context.count("apiRate", 50), context.count("apiBurst", 100)),
        domain(context),
        tokens(context));
  }

  /** {@code GitSync}, or {@code GitSync-ENVIRONMENT}. */
  public String stackName() {
    return environment.isEmpty() ? APP : APP + "-" + environment;
  }

  private static Path functionsJar(Context context) {
    String given = context.text(FUNCTIONS_JAR);
    String jar = given.isEmpty() ? System.getProperty(FUNCTIONS_JAR, "") : given;
    if (jar.isEmpty()) {
      throw new IllegalArgumentException(
          "Say where the functions' jar is: -c functionsJar=FILE or -DfunctionsJar=FILE.");
    }
    return Path.of(jar);
  }

  private static String secretPrefix(Context context, String environment) {
    String given =
        context.text("secretPrefix", PREFIX, "has 1 to 64 letters, digits, \"_\" and \"-\"");
    String usual = environment.isEmpty() ? "gitsync" : "gitsync-" + environment;
    return given.isEmpty() ? usual : given;
  }

  private static Optional<Network> network(Context context) {
    String vpc = context.text("vpcId", VPC, "is the id of a VPC, such as vpc-0123456789abcdef0");
    List<String> subnets =
        context.list("subnetIds", SUBNET, "lists ids of subnets, such as subnet-0123456789abcdef0");
    context.needs("vpcId", "subnetIds");
    context.needs("subnetIds", "vpcId");
    return vpc.isEmpty() ? Optional.empty() : Optional.of(new Network(vpc, subnets));
  }

  private static Optional<Domain> domain(Context context) {
    String name =
        context.text(
            "domainName", DOMAIN, "is a host in lower case, such as git-sync.acme.example");
    String certificate =
        context.text("certificateArn", CERTIFICATE, "is the ARN of a certificate of ACM");
    String zone =
        context.text("hostedZoneId", ZONE, "is the id of a hosted zone, such as Z0123456789ABCDEF");
    context.needs("domainName", "certificateArn");
    context.needs("certificateArn", "domainName");
    context.needs("hostedZoneId", "domainName");
    return name.isEmpty() ? Optional.empty() : Optional.of(new Domain(name, certificate, zone));
  }

  private static Optional<Tokens> tokens(Context context) {
    String issuer =
        context.text("oidcIssuer", ISSUER, "is a URL that starts with https:// and has no query");
    List<String> audience =
        context.list("oidcAudience", AUDIENCE, "lists audiences, without spaces");
    context.needs("oidcIssuer", "oidcAudience");
    context.needs("oidcAudience", "oidcIssuer");
    return issuer.isEmpty() ? Optional.empty() : Optional.of(new Tokens(issuer, audience));
  }
}
