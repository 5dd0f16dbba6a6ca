package dev.gitsync.adapters.git;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What processes share, in this one. */
final class InMemoryLinkMemory implements LinkMemory {

  private final Map<String, byte[]> kept = new HashMap<>();
  private int writes;

  @Override
  public Optional<byte[]> recall(String link) {
    return Optional.ofNullable(kept.get(link));
  }

  @Override
  public void keep(String link, byte[] knowledge) {
    writes++;
    kept.put(link, knowledge);
  }

  int writes() {
    return writes;
  }

  /** Damages all that was kept. */
  void spoil() {
    kept.replaceAll((link, knowledge) -> new byte[] {1, 2, 3});
  }
}
