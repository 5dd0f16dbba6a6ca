package dev.gitsync.local.git;

import dev.gitsync.local.LocalFault;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.http.server.GitServlet;
import org.eclipse.jgit.http.server.resolver.DefaultReceivePackFactory;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.resolver.ReceivePackFactory;
import org.eclipse.jgit.transport.resolver.RepositoryResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A bare repository served over smart HTTP as {@code /git/repository.git}. */
public final class GitServer implements AutoCloseable {
  /** The path of the repository on the server. */
  public static final String PATH = "/git/" + GitServer.NAME;

  private static final Logger LOG = LoggerFactory.getLogger(GitServer.class);
  private static final String NAME = "repository.git";
  private static final Pattern LEFT_OVER = Pattern.compile(".+\\.lock|\\.probe-.+");

  private final Repository repository;
  private final GitAccess access;
  private final List<Consumer<Pushed>> listeners = new CopyOnWriteArrayList<>();

  private GitServer(Repository repository, GitAccess access) {
    this.repository = repository;
    this.access = access;
  }

  /**
   * Opens the bare repository in {@code folder}, and creates it where there is none. A server that
   * was killed may have left it locked, or half made: nobody else may serve it now.
   */
  public static GitServer open(Path folder, GitAccess access) {
    try {
      unlock(folder);
      Repository repository = new RepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
      if (!Files.exists(folder.resolve(Constants.HEAD))) {
        repository.create(true);
      }
      if (!repository.getConfig().getBoolean("http", "receivepack", false)) {
        configure(repository);
      }
      return new GitServer(repository, access);
    } catch (IOException e) {
      throw new LocalFault("Cannot open the repository " + folder + ": " + e.getMessage(), e);
    }
  }

  /** What answers requests under {@code /git}. */
  public Handler handler() {
    GitServlet servlet = new GitServlet();
    servlet.setRepositoryResolver(resolver());
    servlet.setReceivePackFactory(receivers());
    ServletContextHandler context = new ServletContextHandler("/git");
    context.addFilter(
        new FilterHolder(new BasicAuthentication(access)),
        "/*",
        EnumSet.of(DispatcherType.REQUEST));
    context.addServlet(new ServletHolder(servlet), "/*");
    return context;
  }

  /**
   * Calls {@code listener} for each ref that a push over HTTP moved, while the push still waits: it
   * must be quick. The push succeeds whatever the listener does.
   */
  public void onPushed(Consumer<Pushed> listener) {
    listeners.add(listener);
  }

  /** All branches, each as if it was just pushed. */
  public List<Pushed> branches() {
    try {
      return repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS).stream()
          .flatMap(
              ref ->
                  Stream.ofNullable(ref.getObjectId())
                      .map(tip -> new Pushed(ref.getName(), tip.name())))
          .toList();
    } catch (IOException e) {
      throw new LocalFault("Cannot read the repository's branches: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    repository.close();
  }

  private ReceivePackFactory<HttpServletRequest> receivers() {
    var usual = new DefaultReceivePackFactory();
    return (request, opened) -> {
      ReceivePack receiver = usual.create(request, opened);
      receiver.setPostReceiveHook((done, commands) -> commands.forEach(this::tell));
      return receiver;
    };
  }

  private void tell(ReceiveCommand command) {
    var pushed = new Pushed(command.getRefName(), command.getNewId().name());
    for (Consumer<Pushed> listener : listeners) {
      try {
        listener.accept(pushed);
      } catch (RuntimeException e) {
        LOG.error("A listener failed", e);
      }
    }
  }

  private RepositoryResolver<HttpServletRequest> resolver() {
    return (request, name) -> {
      if (!name.equals(NAME)) {
        throw new RepositoryNotFoundException(name);
      }
      repository.incrementOpen();
      return repository;
    };
  }

  /**
   * Takes away the files that hold a ref, or another file, for a writer, the one that says that a
   * garbage collection runs, and those by which JGit finds out how exact a file's time is. No ref
   * may end with {@code .lock} or begin with a dot (<a
   * href="https://git-scm.com/docs/git-check-ref-format">git check-ref-format</a>).
   */
  private static void unlock(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.deleteIfExists(folder.resolve("gc.pid"));
    List<Path> left;
    try (Stream<Path> files = Files.walk(folder)) {
      left = files.filter(it -> LEFT_OVER.matcher(it.getFileName().toString()).matches()).toList();
    }
    for (Path file : left) {
      Files.deleteIfExists(file);
    }
  }

  private static void configure(Repository repository) throws IOException {
    RefUpdate head = repository.updateRef(Constants.HEAD);
    head.disableRefLog();
    head.link(Constants.R_HEADS + "main");
    StoredConfig config = repository.getConfig();
    config.setBoolean("http", null, "receivepack", true);
    config.setBoolean("receive", null, "fsckObjects", true);
    config.setBoolean("uploadpack", null, "allowFilter", true);
    config.setBoolean("uploadpack", null, "allowAnySHA1InWant", true);
    // So that "git reflog" tells every push.
    config.setBoolean("core", null, "logAllRefUpdates", true);
    config.save();
  }
}
