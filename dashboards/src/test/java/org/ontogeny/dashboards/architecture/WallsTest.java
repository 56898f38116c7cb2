package org.ontogeny.dashboards.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.ontogeny.engine.statistic.SynapseView;

/**
 * Who may know whom. Arrows between modules point down only, libraries stay behind the module that
 * they belong to, and a synapse-local rule sees one synapse and nothing else.
 */
@AnalyzeClasses(
    packages = "org.ontogeny",
    importOptions = {ImportOption.DoNotIncludeTests.class, WallsTest.WithoutGeneratedClasses.class})
class WallsTest {

  private static final String KERNEL = "org.ontogeny.kernel..";
  private static final String ENGINE = "org.ontogeny.engine..";
  private static final String ACTORS = "org.ontogeny.actors..";
  private static final String DASHBOARDS = "org.ontogeny.dashboards..";
  private static final String MESSAGES = "org.ontogeny.proto..";
  private static final String PROTOBUF = "com.google.protobuf..";
  private static final String PEKKO = "org.apache.pekko..";

  @ArchTest
  static final ArchRule kernelsKnowNothingAboveThem =
      noClasses()
          .that()
          .resideInAPackage(KERNEL)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ENGINE, ACTORS, DASHBOARDS, MESSAGES, PEKKO, PROTOBUF);

  @ArchTest
  static final ArchRule theEngineKnowsNothingAboveItNorPekkoNorProtobuf =
      noClasses()
          .that()
          .resideInAPackage(ENGINE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ACTORS, DASHBOARDS, MESSAGES, PEKKO, PROTOBUF);

  @ArchTest
  static final ArchRule actorsKnowNothingAboveThem =
      noClasses()
          .that()
          .resideInAPackage(ACTORS)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(DASHBOARDS);

  @ArchTest
  static final ArchRule onlyCodecsAndTheServerKnowProtobuf =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.ontogeny.actors.wire..", "org.ontogeny.dashboards.server..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(MESSAGES, PROTOBUF);

  @ArchTest
  static final ArchRule onlyTheServerKnowsHttpAndGrpc =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.ontogeny.dashboards.server..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.pekko.http..", "org.apache.pekko.grpc..", "io.grpc..");

  @ArchTest
  static final ArchRule synapseLocalRulesSeeOneSynapseOnly =
      classes()
          .that()
          .resideInAPackage("org.ontogeny.engine.pruning.synapse")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      "java.lang..", "java.util..", "org.ontogeny.engine.pruning.synapse")
                  .or(type(SynapseView.class)));

  @ArchTest
  static final ArchRule neuronLocalRulesSeeOneNeuronOnly =
      classes()
          .that()
          .resideInAPackage("org.ontogeny.engine.pruning.neuron")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "java.lang..", "java.util..", "org.ontogeny.engine.pruning.neuron"));

  @ArchTest
  static final ArchRule modulesHaveNoCycles =
      slices().matching("org.ontogeny.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("org.ontogeny.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule namesSayWhatAClassIs =
      noClasses()
          .should()
          .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Common)")
          .because("such a name fits any class");

  /** Leaves out the classes that the protobuf compiler writes. */
  static final class WithoutGeneratedClasses implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/org/ontogeny/proto/");
    }
  }
}
