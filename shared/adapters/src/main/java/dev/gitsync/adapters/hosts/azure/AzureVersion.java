package dev.gitsync.adapters.hosts.azure;

/**
 * The version of the API that requests are written for, which Azure DevOps wants to be told. All
 * servers from 2022 on have it.
 */
final class AzureVersion {

  private static final String VERSION = "api-version=7.0";

  private AzureVersion() {}

  /** A path with the version. */
  static String of(String path) {
    return path + (path.contains("?") ? "&" : "?") + VERSION;
  }

  /** The same for what has never come out of its preview. */
  static String preview(String path) {
    return of(path) + "-preview";
  }
}
