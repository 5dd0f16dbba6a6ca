package dev.gitsync.local.isolated;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/**
 * The main class of a function's process: Lambda's own, and a watch. The process that started this
 * one holds the other end of standard input; when that process is gone, however it ended, so is
 * this one.
 */
final class FunctionMain {
  private FunctionMain() {}

  /** Takes what Lambda's main class takes: the handler. */
  public static void main(String[] arguments) throws Throwable {
    Thread watch = new Thread(FunctionMain::endWithParent, "parent watch");
    watch.setDaemon(true);
    watch.start();
    AWSLambda.main(arguments);
  }

  /**
   * Puts this class alone into {@code folder}: on the class path of a function, nothing else of
   * ours may come before the function's own.
   */
  static void unpack(Path folder) throws IOException {
    String name = FunctionMain.class.getName().replace('.', '/') + ".class";
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (InputStream in =
        Objects.requireNonNull(FunctionMain.class.getResourceAsStream("/" + name))) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void endWithParent() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is ever written.
      }
    } catch (IOException e) {
      // As gone as at the end of the stream.
    }
    Runtime.getRuntime().halt(1);
  }
}
