package dev.gitsync.bench.git;

import dev.gitsync.flows.port.GitRemote.CommitDraft;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.FilterSpec;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;

/**
 * JGit with its own HTTP and a repository in memory: protocol 2, the tip's commit alone, no file
 * contents. Does less than our engine, as it does not read the files before it writes them.
 */
record JGitInMemory(Branch branch) implements Session {

  @Override
  public void prepare(Job job) throws IOException {
    Tls.forgetSessions();
  }

  @Override
  public void run(Job job, CommitDraft draft) throws IOException {
    try (var repository = new ShallowRepository();
        Transport transport = open(repository)) {
      if (job.isPoll()) {
        poll(transport);
      } else {
        fetch(transport);
        ObjectId tip = Objects.requireNonNull(repository.resolve(branch.ref()));
        push(repository, transport, tip, commit(repository, tip, draft));
      }
    }
  }

  private Transport open(ShallowRepository repository) throws IOException {
    repository.getConfig().setString("protocol", null, "version", "2");
    Transport transport = Transport.open(repository, new URIish(branch.repository().toURL()));
    ((TransportHttp) transport)
        .setAdditionalHeaders(Map.of("Authorization", branch.authorization()));
    return transport;
  }

  private RefSpec same() {
    return new RefSpec("+" + branch.ref() + ":" + branch.ref());
  }

  private void poll(Transport transport) throws IOException {
    try (FetchConnection connection = transport.openFetch(List.of(same()))) {
      if (connection.getRef(branch.ref()) == null) {
        throw new IOException("The branch is not there.");
      }
    }
  }

  private void fetch(Transport transport) throws IOException {
    transport.setDepth(1);
    transport.setFilterSpec(FilterSpec.fromFilterLine("blob:none"));
    transport.setTagOpt(TagOpt.NO_TAGS);
    transport.fetch(NullProgressMonitor.INSTANCE, List.of(same()));
  }

  private ObjectId commit(ShallowRepository repository, ObjectId tip, CommitDraft draft)
      throws IOException {
    try (ObjectReader reader = repository.newObjectReader();
        RevWalk walk = new RevWalk(reader);
        ObjectInserter inserter = repository.newObjectInserter()) {
      var author = new PersonIdent(draft.author().name(), draft.author().email());
      var commit = new CommitBuilder();
      commit.setParentId(tip);
      commit.setTreeId(
          TouchedTrees.write(reader, inserter, walk.parseCommit(tip).getTree(), draft.files()));
      commit.setAuthor(author);
      commit.setCommitter(author);
      commit.setMessage(draft.message());
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return id;
    }
  }

  private void push(ShallowRepository repository, Transport transport, ObjectId from, ObjectId to)
      throws IOException {
    var update = new RemoteRefUpdate(repository, null, to, branch.ref(), false, null, from);
    transport.push(NullProgressMonitor.INSTANCE, List.of(update));
    if (update.getStatus() != RemoteRefUpdate.Status.OK) {
      throw new IOException("The push came to " + update.getStatus());
    }
  }
}
