package dev.gitsync.bench.git;

import dev.gitsync.testkit.SelfSigned;
import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;

/** What all of this process has in common when it asks by TLS. */
final class Tls {

  private Tls() {}

  /** Trusts a certificate from now on, and no other. */
  static void trust(SelfSigned certificate) throws IOException {
    SSLContext context = certificate.context();
    SSLContext.setDefault(context);
    HttpsURLConnection.setDefaultSSLSocketFactory(context.getSocketFactory());
  }

  /** Forgets what would make the next connection cheaper than that of a new process. */
  static void forgetSessions() throws IOException {
    try {
      SSLSessionContext sessions = SSLContext.getDefault().getClientSessionContext();
      for (byte[] id : Collections.list(sessions.getIds())) {
        SSLSession session = sessions.getSession(id);
        if (session != null) {
          session.invalidate();
        }
      }
    } catch (NoSuchAlgorithmException e) {
      throw new IOException("There is no TLS.", e);
    }
  }
}
