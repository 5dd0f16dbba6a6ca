package dev.gitsync.infra;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.constructs.IConstruct;

/**
 * A stack that was synthesised and looked over.
 *
 * @param template its template's file
 * @param findings what cdk-nag's AwsSolutions rules, or the CDK, say against it, unless it was
 *     accepted with a reason; such a stack must not be deployed
 */
public record Synthesis(Path template, List<String> findings) {
  private static final Set<String> LEVELS = Set.of("aws:cdk:error", "aws:cdk:warning");

  /** Copies the list. */
  public Synthesis {
    findings = List.copyOf(findings);
  }

  /** Synthesises {@code app}, which has this stack, and looks it over. */
  public static Synthesis of(App app, GitSyncStack stack) {
    Aspects.of(app).add(AwsSolutionsChecks.Builder.create().reports(false).build());
    Path folder = Path.of(app.synth().getDirectory());
    return new Synthesis(
        folder.resolve(stack.getTemplateFile()).toAbsolutePath().normalize(),
        stack.getNode().findAll().stream().flatMap(Synthesis::findings).toList());
  }

  private static Stream<String> findings(IConstruct construct) {
    return construct.getNode().getMetadata().stream()
        .filter(entry -> LEVELS.contains(entry.getType()))
        .map(entry -> construct.getNode().getPath() + ": " + entry.getData());
  }
}
