package dev.gitsync.adapters.git.net;

import dev.gitsync.flows.NeedsUser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Trusts servers that the given authorities vouch for, and no others. */
final class Certificates {

  private Certificates() {}

  /**
   * What trusts these certificates.
   *
   * @throws NeedsUser when they cannot be read
   */
  static TrustManager[] trust(String pem) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate certificate : parse(pem)) {
        store.setCertificateEntry("authority" + store.size(), certificate);
      }
      if (store.size() == 0) {
        throw new GeneralSecurityException("No certificate.");
      }
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory.getTrustManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw new NeedsUser(
          "GIT-019",
          "The link's certificates cannot be read.",
          "Give the certificates of the server's authorities as PEM text.",
          e);
    }
  }

  static SSLContext context(String pem) {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust(pem), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Collection<? extends Certificate> parse(String pem)
      throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
  }
}
