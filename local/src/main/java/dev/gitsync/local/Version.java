package dev.gitsync.local;

import picocli.CommandLine.IVersionProvider;

/** The version that the jar's manifest names; of classes outside a jar none is known. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {"gitsync " + (version == null ? "(development)" : version)};
  }
}
