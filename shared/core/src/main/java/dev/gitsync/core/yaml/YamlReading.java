package dev.gitsync.core.yaml;

import java.util.List;

/** What came of reading a text. */
public sealed interface YamlReading {

  /** The text is good YAML. An empty text reads as null. */
  record Parsed(YamlDocument document) implements YamlReading {}

  /** The text cannot be read; at least one fault, in the order of the text. */
  record Broken(List<YamlFault> faults) implements YamlReading {
    public Broken {
      faults = List.copyOf(faults);
      if (faults.isEmpty()) {
        throw new IllegalArgumentException("A broken text has a fault.");
      }
    }
  }
}
