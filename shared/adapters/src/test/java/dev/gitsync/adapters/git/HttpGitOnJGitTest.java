package dev.gitsync.adapters.git;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.flows.port.GitRemote;
import dev.gitsync.testkit.GitRemoteContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;
import org.eclipse.jgit.transport.UploadPackInternalServerErrorException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/** The contract against JGit as a server, which gives no objects by ids that are no commit's. */
class HttpGitOnJGitTest {

  /** A server in memory. */
  abstract static class Contract extends GitRemoteContract {
    private final Repository repository;
    private final AtomicInteger probes = new AtomicInteger();
    private final EngineRemotes remotes = HttpGitRemoteTest.remotes();
    private HttpServer server;

    Contract(boolean filter) {
      repository = new InMemoryRepository(new DfsRepositoryDescription("acme"));
      repository.getConfig().setBoolean("uploadpack", null, "allowfilter", filter);
    }

    @BeforeEach
    void start() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::answer);
      server.start();
    }

    @AfterEach
    void stop() {
      server.stop(0);
      assertThat(probes).as("probes, none of them a fallback").hasValue(1);
    }

    @Override
    protected GitRemote open(String branch) {
      var uri = URI.create("http://localhost:" + server.getAddress().getPort() + "/acme.git");
      return HttpGitRemoteTest.open(remotes, uri, branch, HttpGitRemoteTest.GOOD);
    }

    @Override
    protected void keepBranch(String name, CommitId commit) throws IOException {
      point("refs/heads/" + name, commit);
    }

    @Override
    protected void forcePush(CommitId to) throws IOException {
      point("refs/heads/main", to);
    }

    private void point(String ref, CommitId to) throws IOException {
      RefUpdate update = repository.updateRef(ref);
      update.setNewObjectId(ObjectId.fromString(to.value()));
      update.setForceUpdate(true);
      update.update();
    }

    @Override
    protected boolean givesLostCommits() {
      return false;
    }

    private void answer(HttpExchange exchange) throws IOException {
      try (exchange) {
        String uri = exchange.getRequestURI().toString();
        String service = uri.contains("git-upload-pack") ? "git-upload-pack" : "git-receive-pack";
        boolean advertises = exchange.getRequestMethod().equals("GET");
        var out = new ByteArrayOutputStream();
        if (service.equals("git-upload-pack")) {
          probes.addAndGet(advertises ? 1 : 0);
          upload(exchange, advertises, out);
        } else {
          receive(exchange, advertises, out);
        }
        exchange
            .getResponseHeaders()
            .set(
                "Content-Type",
                "application/x-" + service + (advertises ? "-advertisement" : "-result"));
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
          out.writeTo(body);
        }
      }
    }

    private void upload(HttpExchange exchange, boolean advertises, OutputStream out)
        throws IOException {
      var upload = new UploadPack(repository);
      upload.setBiDirectionalPipe(false);
      upload.setExtraParameters(
          exchange.getRequestHeaders().getOrDefault("Git-Protocol", List.of()));
      if (advertises) {
        upload.sendAdvertisedRefs(
            new PacketLineOutRefAdvertiser(new PacketLineOut(out)), "git-upload-pack");
      } else {
        answer(upload, exchange, out);
      }
    }

    private static void answer(UploadPack upload, HttpExchange exchange, OutputStream out)
        throws IOException {
      try {
        upload.upload(exchange.getRequestBody(), out, null);
      } catch (UploadPackInternalServerErrorException e) {
        // As JGit's servlet does: the client has been told.
      }
    }

    private void receive(HttpExchange exchange, boolean advertises, OutputStream out)
        throws IOException {
      var receive = new ReceivePack(repository);
      receive.setBiDirectionalPipe(false);
      if (advertises) {
        receive.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(new PacketLineOut(out)));
      } else {
        receive.receive(exchange.getRequestBody(), out, null);
      }
    }
  }

  @Nested
  class WithFilter extends Contract {
    WithFilter() {
      super(true);
    }
  }

  @Nested
  class WithDefaults extends Contract {
    WithDefaults() {
      super(false);
    }
  }
}
