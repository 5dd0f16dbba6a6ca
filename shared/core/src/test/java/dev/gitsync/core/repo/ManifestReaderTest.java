package dev.gitsync.core.repo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitsync.core.resource.Connector;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.tree.Node.Mapping;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestReaderTest {

  private static Connector connector(ResourceKind kind, String slug, String name) {
    return new Connector(new ResourceRef(kind, new Slug(slug)), name, "postgres", Mapping.empty());
  }

  @Test
  void readsWhatTheManifestWrites() {
    List<Connector> connectors =
        List.of(
            connector(ResourceKind.SOURCE, "a", "A: b"),
            connector(ResourceKind.SOURCE, "z", "yes"),
            connector(ResourceKind.DESTINATION, "hub", "Hub"));

    assertThat(ManifestReader.read(Manifest.text(connectors).getBytes(UTF_8))).contains(connectors);
    assertThat(ManifestReader.read(Manifest.text(List.of()).getBytes(UTF_8))).contains(List.of());
  }

  @Test
  void readsNothingFromWhatIsNoManifest() {
    assertThat(ManifestReader.read("sources: [".getBytes(UTF_8))).isEmpty();
    assertThat(ManifestReader.read("- sources".getBytes(UTF_8))).isEmpty();
    assertThat(ManifestReader.read("sources: {}\n".getBytes(UTF_8))).isEmpty();
  }
}
