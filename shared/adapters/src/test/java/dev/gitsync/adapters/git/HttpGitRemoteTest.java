package dev.gitsync.adapters.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.adapters.git.net.AddressGuard;
import dev.gitsync.adapters.git.wire.Authorization;
import dev.gitsync.adapters.git.wire.SmartHttp;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.repo.LinkLayout;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.link.LinkSettings;
import dev.gitsync.flows.link.RepositoryUrl;
import dev.gitsync.flows.port.Credentials;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.testkit.CGitServer;
import dev.gitsync.testkit.CGitServer.Protocols;
import dev.gitsync.testkit.GitRemoteContract;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract against the git program's own server, as hosts set it up. */
class HttpGitRemoteTest {

  static final Credentials GOOD = Credentials.token(CGitServer.USER, CGitServer.TOKEN);

  static final String[] GITHUB = {
    "uploadpack.allowFilter=true",
    "uploadpack.allowAnySHA1InWant=true",
    "uploadpackfilter.allow=false",
    "uploadpackfilter.blob:none.allow=true",
    "uploadpackfilter.blob:limit.allow=true",
    "uploadpackfilter.tree.allow=true",
    "uploadpackfilter.tree.maxDepth=0"
  };

  static GitRemote open(EngineRemotes remotes, URI repository, String branch, Credentials who) {
    var settings =
        new LinkSettings(
            new RepositoryUrl(repository.toString()), branch, "", LinkSettings.Mode.RUNNING);
    return remotes.open(settings, new LinkLayout(new WorkspaceId("acme"), ""), who);
  }

  static EngineRemotes remotes() {
    return new EngineRemotes(new AddressGuard(Set.of("localhost")), InstantSource.system());
  }

  /** A server with one repository, and remotes that know nothing of it yet. */
  abstract static class Contract extends GitRemoteContract {
    private final Protocols protocols;
    private final String[] settings;
    @TempDir Path folder;
    private CGitServer server;
    private EngineRemotes remotes;

    Contract(Protocols protocols, String... settings) {
      this.protocols = protocols;
      this.settings = settings;
    }

    @BeforeEach
    void start() throws IOException {
      CGitServer.init(folder.resolve("acme.git"), settings);
      server = CGitServer.start(folder, protocols);
      remotes = remotes();
    }

    @AfterEach
    void stop() {
      server.close();
    }

    @Override
    protected GitRemote open(String branch) {
      return HttpGitRemoteTest.open(remotes, server.uri("acme.git"), branch, GOOD);
    }

    @Override
    protected void keepBranch(String name, CommitId commit) throws IOException {
      CGitServer.run(
          folder.resolve("acme.git"), "git", "update-ref", "refs/heads/" + name, commit.value());
    }

    @Override
    protected void forcePush(CommitId to) throws IOException {
      CGitServer.run(
          folder.resolve("acme.git"), "git", "update-ref", "refs/heads/main", to.value());
    }

    /** JGit would ask in the same way, once more. */
    long probes() {
      return server.requests().stream()
          .filter(it -> it.startsWith("GET") && it.endsWith("git-upload-pack"))
          .count();
    }
  }

  @Nested
  class WithFilter extends Contract {
    WithFilter() {
      super(Protocols.ALL, "uploadpack.allowFilter=true", "uploadpack.allowAnySHA1InWant=true");
    }

    @AfterEach
    void probedOnceAndNeverFellBack() {
      assertThat(probes()).isEqualTo(1);
    }
  }

  @Nested
  class WithDefaults extends Contract {
    WithDefaults() {
      super(Protocols.ALL);
    }

    @AfterEach
    void probedOnceAndNeverFellBack() {
      assertThat(probes()).isEqualTo(1);
    }
  }

  /** As GitHub does: of trees only single ones, and no mixed filters. */
  @Nested
  class WithTheLimitsOfGitHub extends Contract {
    WithTheLimitsOfGitHub() {
      super(Protocols.ALL, GITHUB);
    }

    @AfterEach
    void probedOnceAndNeverFellBack() {
      assertThat(probes()).isEqualTo(1);
    }
  }

  /** As hosts do that find {@code tree:0} too dear. */
  @Nested
  class WithoutTreeFilter extends Contract {
    WithoutTreeFilter() {
      super(Protocols.ALL, "uploadpack.allowFilter=true", "uploadpackfilter.tree.allow=false");
    }

    @AfterEach
    void probedOnceAndNeverFellBack() {
      assertThat(probes()).isEqualTo(1);
    }
  }

  /** Offers filters, and takes none. */
  @Nested
  class WithoutAnyFilter extends Contract {
    WithoutAnyFilter() {
      super(Protocols.ALL, "uploadpack.allowFilter=true", "uploadpackfilter.allow=false");
    }

    @AfterEach
    void probedOnceAndNeverFellBack() {
      assertThat(probes()).isEqualTo(1);
    }
  }

  @Nested
  class WithProtocolZeroOnly extends Contract {
    WithProtocolZeroOnly() {
      super(Protocols.ZERO);
    }

    @Override
    protected boolean givesLostCommits() {
      return false;
    }
  }

  /** Nothing is kept: every remote is the first that the process opens. */
  @Nested
  class WithoutCache extends Contract {
    WithoutCache() {
      super(Protocols.ALL, "uploadpack.allowFilter=true");
    }

    @Override
    protected GitRemote open(String branch) {
      super.remotes = remotes();
      return super.open(branch);
    }
  }

  @Test
  void showsNoTokenInItsText() {
    var http =
        new SmartHttp(
            HttpClient::newHttpClient,
            URI.create("https://example.com/a.git"),
            Authorization.basic("me", "tok"));
    assertThat(http.toString()).isEqualTo("SmartHttp[https://example.com/a.git]");
  }
}
