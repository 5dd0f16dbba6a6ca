package dev.gitsync.adapters.git.ssh;

import dev.gitsync.flows.NeedsUser;
import dev.gitsync.flows.link.HostKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.signature.Signature;

/**
 * Which keys servers may show: those that are known. Only when a link is made, an unknown server
 * may show any, and has to stay with it.
 */
final class HostKeyCheck {

  private final Map<String, HostKey> known;
  private final Mode mode;
  private final Map<String, HostKey> shown = new HashMap<>();
  private final Set<String> refused = new HashSet<>();

  HostKeyCheck(Map<String, HostKey> known, Mode mode) {
    this.known = new HashMap<>(known);
    this.mode = mode;
  }

  /** What becomes of unknown servers. */
  enum Mode {
    STRICT,
    LEARN
  }

  synchronized Optional<HostKey> expected(String place) {
    return Optional.ofNullable(known.get(place));
  }

  synchronized boolean accept(String place, HostKey key) {
    shown.put(place, key);
    if (mode == Mode.LEARN) {
      known.putIfAbsent(place, key);
    }
    boolean isKnown = key.equals(known.get(place));
    if (!isKnown) {
      refused.add(place);
    }
    return isKnown;
  }

  /** A server has no key of the type that is known. */
  synchronized void refuse(String place) {
    refused.add(place);
  }

  /** Whether it is for its key that a server was not accepted. */
  synchronized boolean refuses(String place) {
    return refused.contains(place);
  }

  /** A server that has several keys is to show the one that is known. */
  synchronized List<NamedFactory<Signature>> restrict(
      String place, List<NamedFactory<Signature>> all) {
    return expected(place)
        .map(key -> all.stream().filter(it -> isOf(key, it.getName())).toList())
        .filter(some -> !some.isEmpty())
        .orElse(all);
  }

  private static boolean isOf(HostKey key, String signature) {
    return signature.equals(key.type())
        || (key.type().equals("ssh-rsa") && signature.startsWith("rsa-sha2-"));
  }

  /** The keys that are known by now. */
  synchronized Map<String, HostKey> known() {
    return Map.copyOf(known);
  }

  /** The keys that servers have shown. */
  synchronized Map<String, HostKey> shown() {
    return Map.copyOf(shown);
  }

  /** Why a server was not accepted. */
  synchronized NeedsUser refusal(String place) {
    String now =
        Optional.ofNullable(shown.get(place))
            .map(key -> key.type() + " " + key.fingerprint())
            .orElse("none of that type");
    String remedy =
        "Compare with what the server's owner publishes. If it is right, take it over with"
            + " POST /api/v1/git-sync/host-keys; if not, somebody stands between.";
    return expected(place)
        .map(
            key ->
                new NeedsUser(
                    "GIT-014",
                    "SSH server %s shows another host key (%s) than when the link was made (%s %s)."
                        .formatted(place, now, key.type(), key.fingerprint()),
                    remedy))
        .orElseGet(
            () ->
                new NeedsUser(
                    "GIT-014",
                    "The host key of SSH server %s is not known (it shows %s)."
                        .formatted(place, now),
                    remedy));
  }
}
