package dev.gitsync.local;

import java.nio.file.Path;

/**
 * How to start the system.
 *
 * @param port the port of API and Git, 0 for any free one
 * @param data the folder of all that must survive a restart
 * @param template the synthesised CloudFormation template
 */
public record LocalOptions(int port, Path data, Path template) {
  /** The system property that names the template. */
  public static final String TEMPLATE = "gitsync.template";

  /** Makes the paths absolute. */
  public LocalOptions {
    data = data.toAbsolutePath().normalize();
    template = template.toAbsolutePath().normalize();
  }

  /** With the template that the build wrote, named by the system property. */
  public static LocalOptions of(int port, Path data) {
    String template = System.getProperty(TEMPLATE);
    if (template == null) {
      throw new LocalFault("The template is not known. Start with ./gitsync up.");
    }
    return new LocalOptions(port, data, Path.of(template));
  }
}
