package dev.gitsync.testkit.sim;

import dev.gitsync.core.repo.Aliases;
import dev.gitsync.core.repo.AliasesReader;
import dev.gitsync.core.repo.References;
import dev.gitsync.core.resource.ResourceKind;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.resource.WorkspaceId;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the words in a workspace's files stand for, found out without the flows. */
record Words(Rest rest, WorkspaceId workspace) {

  References references() {
    Set<Slug> sources = slugs(ResourceKind.SOURCE);
    Set<Slug> destinations = slugs(ResourceKind.DESTINATION);
    String text = rest.files().get(rest.link(workspace).layout().aliases());
    Aliases aliases =
        text == null
            ? Aliases.NONE
            : AliasesReader.read(
                    rest.link(workspace).layout().aliases(),
                    text.getBytes(StandardCharsets.UTF_8),
                    sources,
                    destinations)
                .aliases();
    return new References(aliases, sources, destinations, slugs(ResourceKind.MODEL), modelNames());
  }

  private List<StoredResource> list(ResourceKind kind) {
    return rest.world().store().list(workspace, kind);
  }

  private Set<Slug> slugs(ResourceKind kind) {
    return list(kind).stream().map(it -> it.ref().slug()).collect(Collectors.toSet());
  }

  private Map<String, Slug> modelNames() {
    var names = new HashMap<String, Slug>();
    var several = new HashSet<String>();
    for (StoredResource model : list(ResourceKind.MODEL)) {
      if (names.put(model.resource().name(), model.ref().slug()) != null) {
        several.add(model.resource().name());
      }
    }
    names.keySet().removeAll(several);
    return names;
  }
}
