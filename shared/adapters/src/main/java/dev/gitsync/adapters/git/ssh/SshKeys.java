package dev.gitsync.adapters.git.ssh;

import dev.gitsync.flows.NeedsUser;
import dev.gitsync.flows.port.Credentials.SshKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Base64;
import java.util.Iterator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.jspecify.annotations.Nullable;

/** Reads private keys of type ed25519, ecdsa and rsa, as OpenSSH and PEM text. */
public final class SshKeys {

  private static final Pattern ENCRYPTED_PKCS8 =
      Pattern.compile(
          "-----BEGIN ENCRYPTED PRIVATE KEY-----(.*?)-----END ENCRYPTED PRIVATE KEY-----",
          Pattern.DOTALL);
  private static final NamedResource NAME = NamedResource.ofName("the private key");

  private SshKeys() {}

  /**
   * The key pair in a text.
   *
   * @throws NeedsUser when there is none, or the passphrase does not open it
   */
  public static KeyPair read(SshKey key) {
    JdkEdDsa.install();
    try {
      Iterable<KeyPair> pairs = load(key);
      Iterator<KeyPair> found = pairs == null ? null : pairs.iterator();
      if (found != null && found.hasNext()) {
        return found.next();
      }
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw unreadable(key, e);
    }
    throw unreadable(key, null);
  }

  private static @Nullable Iterable<KeyPair> load(SshKey key)
      throws IOException, GeneralSecurityException {
    Matcher encrypted = ENCRYPTED_PKCS8.matcher(key.privateKey());
    String text =
        encrypted.find() && key.passphrase().isPresent()
            ? decrypted(encrypted.group(1), key.passphrase().get())
            : key.privateKey().strip() + "\n";
    return SecurityUtils.loadKeyPairIdentities(
        null,
        NAME,
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
        key.passphrase().map(FilePasswordProvider::of).orElse(FilePasswordProvider.EMPTY));
  }

  /** The SSH library would need Bouncy Castle for this one format. */
  private static String decrypted(String base64, String passphrase)
      throws IOException, GeneralSecurityException {
    var info = new EncryptedPrivateKeyInfo(Base64.getMimeDecoder().decode(base64));
    var secret =
        SecretKeyFactory.getInstance(algorithm(info))
            .generateSecret(new PBEKeySpec(passphrase.toCharArray()));
    var cipher = Cipher.getInstance(algorithm(info));
    cipher.init(Cipher.DECRYPT_MODE, secret, info.getAlgParameters());
    byte[] key = info.getKeySpec(cipher).getEncoded();
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
    return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
  }

  /** Of PBES2 the JDK tells the whole scheme in the parameters, not in the name. */
  private static String algorithm(EncryptedPrivateKeyInfo info) {
    return Optional.of(info.getAlgName())
        .filter(name -> !name.equals("PBES2") && !name.startsWith("1."))
        .orElseGet(() -> info.getAlgParameters().toString());
  }

  private static NeedsUser unreadable(SshKey key, @Nullable Exception cause) {
    String message =
        key.passphrase().isPresent()
            ? "The private key cannot be read with its passphrase."
            : "The private key cannot be read; it may need a passphrase.";
    return new NeedsUser(
        "GIT-016",
        message,
        "Give the whole key as ssh-keygen writes it (ed25519, ecdsa or rsa), and its passphrase if"
            + " it has one.",
        cause);
  }
}
