package dev.gitsync.core.yaml;

/**
 * Why a text is not YAML that Git Sync can read.
 *
 * @param code stable, {@code YAML-001} and so on; {@code docs/problems.md} lists them
 * @param message one sentence that says what is wrong; never quotes values
 * @param remedy one sentence that says what to do
 */
public record YamlFault(String code, Position position, String message, String remedy) {}
