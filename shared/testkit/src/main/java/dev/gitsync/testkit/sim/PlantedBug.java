package dev.gitsync.testkit.sim;

import dev.gitsync.flows.port.GitRemote;
import java.util.function.UnaryOperator;

/** A mistake that could be made: the simulation has to find each of them. */
enum PlantedBug implements UnaryOperator<Ports> {
  /** What a file says is written, whatever the resource's revision and the link's version are. */
  NO_COMPARE_AND_SWAP {
    @Override
    public Ports apply(Ports sound) {
      return new Ports(
          new BlindResources(sound.resources(), sound.links()),
          sound.links(),
          sound.remotes(),
          sound.hints(),
          sound.hosts());
    }
  },

  /** Nobody finds which changes are on the branch already. */
  NO_TRAILERS {
    @Override
    public Ports apply(Ports sound) {
      return withRemotes(sound, MuteRemote::new);
    }
  },

  /** The link moves on to the tip before the files are applied. */
  EARLY_BASELINE {
    @Override
    public Ports apply(Ports sound) {
      return new HastyLinks(sound).ports();
    }
  },

  /** A push goes through whatever others have pushed meanwhile. */
  NO_EXPECTED_TIP {
    @Override
    public Ports apply(Ports sound) {
      return withRemotes(sound, ForcingRemote::new);
    }
  },

  /** What is proposed is taken for arrived, whatever the link's branch says. */
  EAGER_ARRIVALS(Worlds.PROPOSING) {
    @Override
    public Ports apply(Ports sound) {
      return withRemotes(sound, EagerRemote::new);
    }
  };

  private final Worlds worlds;

  PlantedBug() {
    this(Worlds.PUSHING);
  }

  PlantedBug(Worlds worlds) {
    this.worlds = worlds;
  }

  /** The worlds in which it shows. */
  Worlds worlds() {
    return worlds;
  }

  private static Ports withRemotes(Ports sound, UnaryOperator<GitRemote> other) {
    return sound.with(
        (settings, layout, credentials) ->
            other.apply(sound.remotes().open(settings, layout, credentials)));
  }
}
