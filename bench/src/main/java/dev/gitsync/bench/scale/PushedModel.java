package dev.gitsync.bench.scale;

import dev.gitsync.bench.BenchFault;
import dev.gitsync.core.resource.Model;
import dev.gitsync.core.resource.ResourceRef;
import dev.gitsync.core.resource.Slug;
import dev.gitsync.core.resource.StoredResource;
import dev.gitsync.core.resource.WorkspaceId;
import dev.gitsync.flows.link.HostKind;
import dev.gitsync.flows.link.HostSettings;
import dev.gitsync.flows.link.HostSettings.Checks;
import dev.gitsync.flows.link.HostSettings.Delivery;
import dev.gitsync.flows.link.Link;
import dev.gitsync.flows.port.Links;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A model whose file somebody edits in a clone; its SQL says which version it is. */
record PushedModel(ScaleSystem system, Path folder) {

  private static final String MAIN = "main";
  private static final Pattern VERSION = Pattern.compile("(\\d+) AS version");
  private static final ResourceRef REF = ResourceRef.model(new Slug("m0"));

  /** Version 0, in two workspaces, of which only the first is told of pushes. */
  static PushedModel shared(ScaleSystem system, WorkspaceId told, WorkspaceId polled) {
    system.firstCommit();
    var first = new Tenant(system, told, MAIN);
    first.addConnectors();
    first.addModel(0);
    first.link();
    var second = new Tenant(system, polled, MAIN);
    second.addConnectors();
    second.link();
    leaveToThePoll(system.wiring().links(), polled);
    Path clone = system.folder().resolve("clone");
    GitProgramPeer.run(
        system.folder(),
        "clone",
        "--quiet",
        system.repositoryAsUser().toString(),
        clone.toString());
    return new PushedModel(system, clone);
  }

  /** The repository tells no link that says to be of another host. */
  private static void leaveToThePoll(Links links, WorkspaceId workspace) {
    var hosting =
        new HostSettings(Optional.of(HostKind.GITHUB), Optional.empty(), Delivery.PUSH, Checks.OFF);
    boolean isDone = false;
    for (int attempt = 0; attempt < 5 && !isDone; attempt++) {
      Link link = links.find(workspace).orElseThrow();
      var untold =
          new Link(
              workspace,
              link.settings().with(hosting),
              link.state().withWebhook(Optional.empty()),
              link.version());
      isDone = links.advance(untold).isPresent();
    }
    if (!isDone) {
      throw new BenchFault("The link of " + workspace + " never rests.");
    }
  }

  /** Writes a version, commits and pushes it. */
  void push(int version) {
    Path file = folder.resolve("models/m0.yaml");
    try {
      String text = VERSION.matcher(Files.readString(file)).replaceFirst(version + " AS version");
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new BenchFault("Cannot write " + file + ".", e);
    }
    GitProgramPeer.run(folder, "commit", "--quiet", "--all", "-m", "Version " + version);
    GitProgramPeer.run(folder, "push", "--quiet", "origin", "HEAD:" + MAIN);
  }

  /** The version that a workspace has now. */
  int version(WorkspaceId workspace) {
    StoredResource stored = system.wiring().resources().find(workspace, REF).orElseThrow();
    Matcher version = VERSION.matcher(((Model) stored.resource()).query().text());
    if (!version.find()) {
      throw new BenchFault("The model of " + workspace + " has no version.");
    }
    return Integer.parseInt(version.group(1));
  }
}
