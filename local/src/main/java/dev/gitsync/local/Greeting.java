package dev.gitsync.local;

import java.io.PrintWriter;

/** What {@code up} tells people when it is ready: the same as {@code local.json}. */
final class Greeting {
  private Greeting() {}

  static void print(PrintWriter out, LocalFile local, LocalSystem system) {
    out.println();
    out.println("API         " + local.api() + "/api/v1");
    for (LocalFile.Workspace workspace : local.workspaces()) {
      out.println("Workspace   " + workspace.id() + "  key " + workspace.apiKey());
    }
    out.println("Repository  " + local.repository().url());
    out.println("  user      " + local.repository().username());
    out.println("  password  " + local.repository().password());
    out.println("Data        " + system.data() + "  (all of this in local.json)");
    system.logs().ifPresent(logs -> out.println("Logs        " + logs + "  (one per function)"));
    out.println();
    out.flush();
  }
}
