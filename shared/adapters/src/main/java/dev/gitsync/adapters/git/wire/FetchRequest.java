package dev.gitsync.adapters.git.wire;

import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;

/**
 * What is asked of {@code fetch} in protocol 2. Objects without a depth come with all that they
 * lead to, less what the filter leaves out and what the commit that we have leads to.
 *
 * @param have a commit that we have; the server sends nothing when it has no use for it
 */
public record FetchRequest(
    Set<ObjectId> wants, Optional<ObjectId> have, OptionalInt depth, Optional<String> filter) {

  public FetchRequest {
    wants = Set.copyOf(wants);
  }

  /** These objects with all that they lead to. */
  public static FetchRequest of(Collection<ObjectId> wants) {
    return new FetchRequest(
        Set.copyOf(wants), Optional.empty(), OptionalInt.empty(), Optional.empty());
  }

  /** The same with fewer objects: {@code tree:0}, {@code blob:none}. */
  public FetchRequest filtered(String by) {
    return new FetchRequest(wants, have, depth, Optional.of(by));
  }

  /** The same with so many commits of the history only. */
  public FetchRequest deep(int commits) {
    return new FetchRequest(wants, have, OptionalInt.of(commits), filter);
  }

  /** The same without what a commit leads to. */
  public FetchRequest since(ObjectId commit) {
    return new FetchRequest(wants, Optional.of(commit), depth, filter);
  }

  byte[] bytes() {
    var out = new PktWriter().line("command=fetch").delimiter();
    out.line("no-progress").line("ofs-delta");
    wants.forEach(id -> out.line("want " + id.name()));
    filter.ifPresent(by -> out.line("filter " + by));
    depth.ifPresent(commits -> out.line("deepen " + commits));
    have.ifPresentOrElse(id -> out.line("have " + id.name()), () -> out.line("done"));
    return out.flush().bytes();
  }
}
