package dev.gitsync.testkit;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A real OpenSSH server for tests, run as the current user on loopback. Who has an authorized key
 * may run anything as that user, so that a repository is reached by its absolute path. Where sshd
 * is not installed, tests that need it are skipped: see {@link #assumeInstalled()}.
 */
public final class OpenSshServer implements AutoCloseable {

  private static final Pattern LISTENING = Pattern.compile("Server listening on");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int ATTEMPTS = 5;

  private final Path folder;
  private final Settings settings;
  private final int port;
  private List<SshKey> hostKeys = List.of();
  private ServerProcess process;

  private OpenSshServer(Path folder, Settings settings, int port) throws IOException {
    this.folder = folder;
    this.settings = settings;
    this.port = port;
    this.process = launch();
  }

  /** Whether the server forwards ports, as a bastion does. */
  public enum Forwarding {
    ALLOWED,
    REFUSED
  }

  /** Whether clients may choose the version of Git's protocol. */
  public enum Protocols {
    ALL,
    /** Only what every Git server has always spoken. */
    ZERO
  }

  /** How the server is set up. */
  public record Settings(List<SshKey.Type> hostKeys, Forwarding forwarding, Protocols protocols) {
    /** One ed25519 host key, and no forwarding. */
    public static final Settings USUAL =
        new Settings(List.of(SshKey.Type.ED25519), Forwarding.REFUSED, Protocols.ALL);

    /** The same as a bastion. */
    public static final Settings BASTION =
        new Settings(List.of(SshKey.Type.ED25519), Forwarding.ALLOWED, Protocols.ALL);

    /** The same as an old server. */
    public static final Settings OLD =
        new Settings(List.of(SshKey.Type.ED25519), Forwarding.REFUSED, Protocols.ZERO);

    public Settings {
      hostKeys = List.copyOf(hostKeys);
    }
  }

  /** The server's program. sshd insists on being started by its absolute path. */
  public static Optional<Path> program() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(
            Stream.of("/usr/sbin", "/usr/bin", "/usr/local/sbin"),
            Stream.of(path.split(File.pathSeparator)))
        .filter(it -> it.startsWith("/"))
        .map(it -> Path.of(it, "sshd"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Skips the test that calls it where there is no sshd. */
  public static void assumeInstalled() {
    Assumptions.assumeTrue(
        program().isPresent(), "sshd is not installed: get it by \"apt install openssh-server\"");
  }

  /** Starts a server that keeps its files in a folder. */
  public static OpenSshServer start(Path folder) throws IOException {
    return start(folder, Settings.USUAL);
  }

  /** Starts a server that keeps its files in a folder. */
  public static OpenSshServer start(Path folder, Settings settings) throws IOException {
    Files.createDirectories(folder);
    makePrivilegeSeparationFolder();
    IOException last = new IOException("not tried");
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        return new OpenSshServer(folder, settings, ServerProcess.freePort());
      } catch (IOException e) {
        // Another process may have taken the port since it was found free.
        last = e;
      }
    }
    throw last;
  }

  /** Where it listens, on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** The only user that it lets in: the one who runs the test. */
  public String user() {
    return System.getProperty("user.name");
  }

  /** The address of a repository anywhere on this machine. */
  public URI uri(Path repository) {
    return URI.create(
        "ssh://"
            + user()
            + "@127.0.0.1:"
            + port
            + repository.toAbsolutePath().toUri().getRawPath());
  }

  /** Its host keys: {@code TYPE BASE64}. */
  public List<String> hostKeys() {
    return hostKeys.stream().map(SshKey::publicLine).toList();
  }

  /** Its host keys as {@code known_hosts} has them. */
  public String knownHosts() {
    return hostKeys().stream()
        .map(it -> "[127.0.0.1]:" + port + " " + it + "\n")
        .collect(Collectors.joining());
  }

  /** Lets the owner of a key in. */
  public void authorize(String publicLine) throws IOException {
    Files.writeString(folder.resolve("authorized_keys"), publicLine + "\n", CREATE, APPEND);
  }

  /** Starts anew at the same port with other host keys, as an impostor would. */
  public void changeHostKeys() throws IOException {
    process.close();
    process = launch();
  }

  /** Ends the connections that there are, and goes on taking new ones. */
  public void endSessions() {
    process.closeDescendants();
  }

  /** What it has logged since it first started; says who logged in, and by which key. */
  public String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  @Override
  public void close() {
    process.close();
  }

  private ServerProcess launch() throws IOException {
    hostKeys = makeHostKeys();
    var program = new ProcessBuilder(sshd(), "-D", "-e", "-f", writeConfig().toString());
    ServerProcess started = ServerProcess.start(program, folder.resolve("log"));
    started.await(LISTENING, PATIENCE);
    return started;
  }

  private List<SshKey> makeHostKeys() throws IOException {
    var keys = new ArrayList<SshKey>();
    for (SshKey.Type type : settings.hostKeys()) {
      SshKey key = SshKey.make(type);
      key.write(folder.resolve("host_" + type));
      keys.add(key);
    }
    return List.copyOf(keys);
  }

  private Path writeConfig() throws IOException {
    var lines = new ArrayList<String>();
    lines.add("ListenAddress 127.0.0.1:" + port);
    for (SshKey.Type type : settings.hostKeys()) {
      lines.add("HostKey \"" + folder.resolve("host_" + type).toAbsolutePath() + "\"");
    }
    lines.add("AuthorizedKeysFile \"" + folder.resolve("authorized_keys").toAbsolutePath() + "\"");
    lines.add("AllowTcpForwarding " + (settings.forwarding() == Forwarding.ALLOWED ? "yes" : "no"));
    if (settings.protocols() == Protocols.ALL) {
      lines.add("AcceptEnv GIT_PROTOCOL");
    }
    lines.addAll(
        List.of(
            "UsePAM no",
            "StrictModes no",
            "PasswordAuthentication no",
            "KbdInteractiveAuthentication no",
            "PermitRootLogin yes",
            "PidFile none",
            "UseDNS no",
            "MaxStartups 1000",
            "LogLevel VERBOSE",
            "SetEnv GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null"));
    Path config = Files.write(folder.resolve("sshd_config"), lines);
    if (CGitServer.run(folder, sshd(), "-T", "-f", config.toString())
        .contains("persourcepenalties")) {
      // From 9.8 on, a test that fails to log in would lock the next one out.
      Files.writeString(config, "PerSourcePenalties no\n", APPEND);
    }
    return config;
  }

  private static String sshd() throws IOException {
    return program().orElseThrow(() -> new IOException("sshd is not installed")).toString();
  }

  /** Run by root, sshd wants this folder, which is only made when its service starts. */
  private static void makePrivilegeSeparationFolder() throws IOException {
    if (System.getProperty("user.name").equals("root")) {
      Files.createDirectories(Path.of("/run/sshd"));
    }
  }
}
