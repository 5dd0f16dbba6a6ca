package dev.gitsync.core.check;

import dev.gitsync.core.resource.Resource;
import dev.gitsync.core.resource.Slug;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Slugs of models by their names, as far as a name tells one model from the others. */
public final class ModelNames {

  private final Map<String, Slug> names = new HashMap<>();
  private final Set<String> several = new HashSet<>();

  /** The names of these models that only one of them has. */
  public static Map<String, Slug> unique(Collection<? extends Resource> models) {
    var names = new ModelNames();
    models.forEach(model -> names.add(model.name(), model.ref().slug()));
    return names.unique();
  }

  void add(String name, Slug slug) {
    if (names.put(name, slug) != null) {
      several.add(name);
    }
  }

  /** Slugs by name, without names that several models have. */
  Map<String, Slug> unique() {
    var unique = new HashMap<>(names);
    unique.keySet().removeAll(several);
    return unique;
  }
}
