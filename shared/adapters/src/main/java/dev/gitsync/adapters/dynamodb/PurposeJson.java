package dev.gitsync.adapters.dynamodb;

import dev.gitsync.core.change.Purpose;
import dev.gitsync.core.change.Purpose.Edit;
import dev.gitsync.core.change.Purpose.Overwriting;
import dev.gitsync.core.change.Purpose.Recreation;
import dev.gitsync.core.change.Purpose.Resolution;
import dev.gitsync.core.change.Purpose.Restoration;
import dev.gitsync.core.repo.CommitId;
import dev.gitsync.core.tree.Node.Mapping;
import dev.gitsync.core.tree.Node.Text;
import dev.gitsync.core.tree.PathJson;
import java.util.Optional;

/** How a change's item says what the change was made for. */
final class PurposeJson {

  private static final String KIND = "kind";

  private PurposeJson() {}

  /** Empty for an edit like any other. */
  static Optional<Mapping> write(Purpose purpose) {
    return switch (purpose) {
      case Edit() -> Optional.empty();
      case Resolution(var field, var git) -> {
        Mapping json = kind("RESOLUTION").with("field", PathJson.write(field));
        yield Optional.of(git.isPresent() ? json.with("git", git.get()) : json);
      }
      case Restoration(var commit) ->
          Optional.of(kind("RESTORATION").with("commit", commit.value()));
      case Overwriting(var git) -> Optional.of(kind("OVERWRITING").with("git", git));
      case Recreation() -> Optional.of(kind("RECREATION"));
    };
  }

  private static Mapping kind(String name) {
    return Mapping.of(KIND, new Text(name));
  }

  static Purpose read(Mapping json) {
    String kind = json.text(KIND).orElseThrow();
    return switch (kind) {
      case "RESOLUTION" ->
          new Resolution(PathJson.read(json.get("field").orElseThrow()), json.get("git"));
      case "RESTORATION" -> new Restoration(new CommitId(json.text("commit").orElseThrow()));
      case "OVERWRITING" -> new Overwriting((Mapping) json.get("git").orElseThrow());
      case "RECREATION" -> new Recreation();
      default -> throw new IllegalStateException("A change was made for " + kind + ", unknown.");
    };
  }
}
