package dev.gitsync.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows from this module; those between the others are held by their own test in local. */
class ArchitectureTest {
  private static final JavaClasses CLI =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.gitsync.cli");

  @Test
  void commandsKnowOnlyAdaptersFlowsAndCore() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.gitsync..")
                .and(
                    not(
                        resideInAnyPackage(
                            "dev.gitsync.cli..",
                            "dev.gitsync.adapters..",
                            "dev.gitsync.flows..",
                            "dev.gitsync.core.."))))
        .check(CLI);
  }

  @Test
  void namesSayWhatAClassIs() {
    noClasses()
        .should()
        .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Service|Data)")
        .check(CLI);
  }
}
