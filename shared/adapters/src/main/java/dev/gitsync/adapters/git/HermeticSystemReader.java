package dev.gitsync.adapters.git;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * Keeps JGit from the configuration of the machine and its user: no proxy, no address rewriting, no
 * file written to a home folder.
 */
final class HermeticSystemReader extends SystemReader.Delegate {

  private HermeticSystemReader(SystemReader delegate) {
    super(delegate);
  }

  static synchronized void install() {
    if (!(SystemReader.getInstance() instanceof HermeticSystemReader)) {
      SystemReader.setInstance(new HermeticSystemReader(SystemReader.getInstance()));
    }
  }

  @Override
  public FileBasedConfig openUserConfig(Config parent, FS fs) {
    return new Empty(parent, fs);
  }

  @Override
  public FileBasedConfig openSystemConfig(Config parent, FS fs) {
    return new Empty(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(Config parent, FS fs) {
    return new Empty(parent, fs);
  }

  /** A configuration with nothing in it and no file behind it. */
  private static final class Empty extends FileBasedConfig {
    Empty(Config parent, FS fs) {
      super(parent, null, fs);
    }

    @Override
    public void load() {}

    @Override
    public void save() {}

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
