package dev.gitsync.bench.kills;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files of models and syncs, by their path.
 *
 * @param folder where they are checked out
 */
record Branch(Path folder, Map<String, String> texts) {

  static Branch read(Path folder) throws IOException {
    var texts = new TreeMap<String, String>();
    for (String kind : List.of("models", "syncs")) {
      try (Stream<Path> files = Files.list(folder.resolve(kind))) {
        for (Path file : files.toList()) {
          texts.put(kind + "/" + file.getFileName(), Files.readString(file));
        }
      }
    }
    return new Branch(folder, texts);
  }

  /** What a file says, read by a parser that is not the product's own. */
  JsonNode parsed(String file) {
    return parse(Objects.requireNonNull(texts.get(file)));
  }

  /** The workspace's own names for sources and destinations. */
  JsonNode aliases(String workspace) throws IOException {
    return parse(Files.readString(folder.resolve("aliases-" + workspace + ".yaml")));
  }

  private static JsonNode parse(String yaml) {
    Object tree = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return JsonMapper.shared().valueToTree(tree);
  }
}
