package dev.gitsync.core.yaml;

import java.util.List;

/** A text that cannot be read further. Never leaves the package. */
final class BrokenText extends Exception {

  private final transient List<YamlFault> faults;

  BrokenText(YamlFault fault) {
    this(List.of(fault));
  }

  BrokenText(List<YamlFault> faults) {
    super(null, null, false, false);
    this.faults = List.copyOf(faults);
  }

  List<YamlFault> faults() {
    return faults;
  }
}
