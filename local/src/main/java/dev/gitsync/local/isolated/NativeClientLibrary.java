package dev.gitsync.local.isolated;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import dev.gitsync.local.LocalFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The native part of Lambda's runtime interface client. Left alone, each process would unpack it to
 * the same file in {@code /tmp}, under the feet of those that run: on Lambda each has its own.
 */
final class NativeClientLibrary {
  /** The system property that names the unpacked library to the client. */
  static final String PROPERTY =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  private NativeClientLibrary() {}

  /** The unpacked file. */
  static Path in(Path folder) {
    return folder.resolve("libaws-lambda-jni.so");
  }

  /** Unpacks the one for this machine into {@code folder}. */
  static void unpack(Path folder) throws IOException {
    String resource = "/jni/libaws-lambda-jni." + platform() + ".so";
    Path next = folder.resolve("libaws-lambda-jni.so.next");
    try (InputStream in = AWSLambda.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new LocalFault(
            "--isolated cannot run here: Lambda's runtime interface client has no "
                + resource
                + ". Leave --isolated out.");
      }
      Files.copy(in, next, StandardCopyOption.REPLACE_EXISTING);
    }
    Files.move(next, in(folder), StandardCopyOption.ATOMIC_MOVE);
  }

  private static String platform() {
    String cpu = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    Path musl = Path.of("/lib/ld-musl-" + cpu.replace("arch_64", "arch64") + ".so.1");
    return (Files.exists(musl) ? "linux_musl-" : "linux-") + cpu;
  }
}
