package dev.gitsync.local;

import java.nio.file.Path;

/**
 * How to start the system.
 *
 * @param port the port of API and Git, 0 for any free one
 * @param data the folder of all that must survive a restart
 * @param template the synthesised CloudFormation template
 * @param hosting where the functions run
 */
public record LocalOptions(int port, Path data, Path template, Hosting hosting) {
  /** The system property that names the template. */
  public static final String TEMPLATE = "gitsync.template";

  /** The system property that names the jar of all functions. */
  public static final String FUNCTIONS = "gitsync.functions";

  /** Makes the paths absolute. */
  public LocalOptions {
    data = data.toAbsolutePath().normalize();
    template = template.toAbsolutePath().normalize();
  }

  /** In one process, with the template that the build wrote, named by the system property. */
  public static LocalOptions of(int port, Path data) {
    return new LocalOptions(port, data, file(TEMPLATE), new Hosting.InProcess());
  }

  /** The same with another template. */
  public LocalOptions withTemplate(Path other) {
    return new LocalOptions(port, data, other, hosting);
  }

  /** The same with each function in processes of its own, on the jar that the build wrote. */
  public LocalOptions isolated() {
    return new LocalOptions(port, data, template, new Hosting.Isolated(file(FUNCTIONS)));
  }

  private static Path file(String property) {
    String file = System.getProperty(property);
    if (file == null) {
      throw new LocalFault("The property " + property + " is not set. Start with ./gitsync up.");
    }
    return Path.of(file);
  }
}
