package dev.gitsync.flows.check;

import dev.gitsync.core.check.Check;
import dev.gitsync.flows.NeedsUser;
import dev.gitsync.flows.link.Link;
import java.util.List;

/** What came of the check of a pull request for one link. */
sealed interface Outcome {

  /** Whose it is. */
  Link link();

  /** It was checked. */
  record Checked(Link link, Check check) implements Outcome {}

  /** Somebody has to do something about the link first. */
  record NotChecked(Link link, NeedsUser why) implements Outcome {}

  /** The checks that were made. */
  static List<Check> checks(List<Outcome> outcomes) {
    return outcomes.stream()
        .filter(Checked.class::isInstance)
        .map(it -> ((Checked) it).check())
        .toList();
  }
}
