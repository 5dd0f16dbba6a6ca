package dev.gitsync.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for {@code localhost} that nobody vouches for, and its key.
 *
 * @param folder where the files with the two are
 */
public record SelfSigned(Path folder) {

  private static final String KEYS = "localhost.p12";
  private static final String PEM = "localhost.pem";
  private static final String ALIAS = "localhost";
  private static final String PASSWORD = "for-tests-only";

  /** Makes a certificate in a folder. */
  public static SelfSigned make(Path folder) throws IOException {
    Files.createDirectories(folder);
    var made = new SelfSigned(folder);
    made.keytool(
        "-genkeypair -keyalg EC -groupname secp256r1 -validity 30 -storetype PKCS12"
            + " -dname CN=localhost -ext bc=ca:true -ext san=dns:localhost,ip:127.0.0.1");
    made.keytool("-exportcert -rfc -file " + PEM);
    return made;
  }

  /** The file with the certificate alone, as those want it who are to trust it. */
  public Path pem() {
    return folder.resolve(PEM);
  }

  /** TLS for a server that has the certificate, and for clients that trust it and no other. */
  public SSLContext context() throws IOException {
    try (InputStream file = Files.newInputStream(folder.resolve(KEYS))) {
      var keys = KeyStore.getInstance("PKCS12");
      keys.load(file, PASSWORD.toCharArray());
      var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      own.init(keys, PASSWORD.toCharArray());
      var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trusted.init(keys);
      var context = SSLContext.getInstance("TLS");
      context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("The key store cannot be used.", e);
    }
  }

  /** The JDK has no other way to make a certificate. */
  private void keytool(String arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments.split(" ")));
    command.addAll(List.of("-alias", ALIAS, "-storepass", PASSWORD));
    command.addAll(List.of("-keystore", KEYS));
    CGitServer.run(folder, command.toArray(String[]::new));
  }
}
