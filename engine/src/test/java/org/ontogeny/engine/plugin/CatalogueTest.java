package org.ontogeny.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ontogeny.engine.pruning.synapse.Criteria;
import org.ontogeny.engine.pruning.synapse.Criterion;
import org.ontogeny.engine.spec.RunSpec;
import org.ontogeny.engine.spec.SpecException;
import org.ontogeny.engine.spec.SpecReader;
import org.ontogeny.engine.stage.Stage;
import org.ontogeny.engine.statistic.SynapseView;

/** Which criteria there are, and what a specification makes of them. */
class CatalogueTest {

  private static final String EXPERIMENT =
      """
      experiment = mine
      data { side = 8 }
      network { populations = [{ name = visible }, { name = h1, neurons = 6 }]
        projections = [{ from = visible, to = h1 }] }
      stages = [
        { stage = rounds, count = 1, rule { criterion = young, selection = threshold, threshold = 1 }
          rivals = [{ rule { selection = threshold, threshold = 1 } }] }
        { stage = develop, cycles = 1, measure { readings = 0 }
          rule { criterion = young, selection = threshold, threshold = 1 } }
      ]
      """;

  @TempDir private Path folder;

  private static PluggedIn plugin(String name, String jar) {
    return new PluggedIn(name, Path.of(jar), "00", new Young());
  }

  /** A criterion that does not look at activity. */
  private static final class Young implements Criterion {
    @Override
    public double importance(SynapseView synapse) {
      return synapse.age();
    }

    @Override
    public boolean looksAtActivity() {
      return false;
    }
  }

  private Path experiment() throws IOException {
    return Files.writeString(folder.resolve("mine.conf"), EXPERIMENT);
  }

  private static List<String> criteria(RunSpec spec) {
    return spec.experiment().stages().stream()
        .map(Stage::rules)
        .flatMap(List::stream)
        .map(rule -> rule.criterion().toString())
        .toList();
  }

  @Test
  void withoutPluginsThereAreTheCriteriaOfTheEngine() {
    List<String> shipped = Arrays.stream(Criteria.values()).map(Criteria::toString).toList();
    assertEquals(shipped, Catalogue.SHIPPED.names());
    assertEquals(Optional.of(Criteria.FISHER), Catalogue.SHIPPED.find("fisher"));
    assertEquals(Optional.empty(), Catalogue.SHIPPED.find("young"));
  }

  @Test
  void aNameBelongsToOne() {
    PluggedIn young = plugin("young", "a.jar");
    Catalogue criteria = Catalogue.of(List.of(young, plugin("old", "b.jar")));
    assertEquals(Optional.of(young), criteria.find("young"));
    for (String ours : List.of("fisher", "cascade", "lesion", "max-fisher")) {
      List<PluggedIn> plugins = List.of(plugin(ours, "mine.jar"));
      String taken = assertThrows(PluginException.class, () -> Catalogue.of(plugins)).getMessage();
      assertTrue(taken.contains("mine.jar: criterion " + ours), taken);
      assertTrue(taken.contains("taken by the program"), taken);
    }
    String twice =
        assertThrows(
                PluginException.class, () -> Catalogue.of(List.of(young, plugin("young", "b.jar"))))
            .getMessage();
    assertTrue(twice.contains("a.jar") && twice.contains("b.jar"), twice);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Young", "a b", "-a", "a-", "a/b", "Young@12"})
  void aNameIsPlain(String name) {
    String message = assertThrows(PluginException.class, () -> plugin(name, "a.jar")).getMessage();
    assertTrue(message.contains("a.jar") && message.contains("'" + name + "'"), message);
  }

  @Test
  void aSpecificationNamesThem() throws IOException {
    Catalogue criteria = Catalogue.of(List.of(plugin("young", "a.jar")));
    RunSpec spec = SpecReader.read(experiment().toString(), Map.of(), criteria);
    assertEquals(List.of("young", "fisher", "young"), criteria(spec));
    Path resolved = Files.writeString(folder.resolve("resolved.conf"), spec.resolved());
    assertEquals(spec, SpecReader.readResolved(resolved, Map.of(), criteria));
  }

  @Test
  void aCriterionThatIsNotHereIsRefused() throws IOException {
    String file = experiment().toString();
    Catalogue others = Catalogue.of(List.of(plugin("old", "a.jar")));
    String message =
        assertThrows(SpecException.class, () -> SpecReader.read(file, Map.of(), others))
            .getMessage();
    String expected =
        "mine.conf:6: stages[0].rule.criterion: expected one of fisher, anti-fisher,"
            + " fisher-from-rates, saliency, covariance, magnitude, random, old, got young;"
            + " a criterion of a plugin needs --plugins DIR";
    assertTrue(message.endsWith(expected), message);
  }

  /** What a run by it has left behind can be looked at, but the run cannot go on. */
  @Test
  void whatARunHasKeptIsReadWithoutThePlugin() throws IOException {
    RunSpec spec = SpecReader.readResolved(experiment());
    assertEquals(List.of("young", "fisher", "young"), criteria(spec));
    Criterion absent = spec.experiment().stages().get(0).rules().get(0).criterion();
    String message =
        assertThrows(PluginException.class, () -> absent.importance(null)).getMessage();
    assertTrue(message.contains("young") && message.contains("--plugins"), message);
  }

  @Test
  void aRuleThatLooksAtNoActivityNeedsNoWindow() throws IOException {
    String file = experiment().toString();
    Criterion curious = synapse -> synapse.together();
    Catalogue criteria =
        Catalogue.of(List.of(new PluggedIn("young", Path.of("a.jar"), "00", curious)));
    String message =
        assertThrows(SpecException.class, () -> SpecReader.read(file, Map.of(), criteria))
            .getMessage();
    assertTrue(message.contains("stages[1].measure.readings"), message);
  }

  @Test
  void whatAPluginThrowsNamesIt() {
    Criterion broken =
        synapse -> {
          throw new IllegalStateException("out of order");
        };
    PluggedIn plugin = new PluggedIn("young", Path.of("a.jar"), "00", broken);
    String message =
        assertThrows(PluginException.class, () -> plugin.importance(null)).getMessage();
    for (String part : List.of("criterion young of a.jar failed", "out of order")) {
      assertTrue(message.contains(part), message);
    }
  }

  @Test
  void aFolderHoldsJars() throws IOException {
    Files.writeString(folder.resolve("readme.txt"), "no jar");
    String none = assertThrows(PluginException.class, () -> Catalogue.of(folder)).getMessage();
    assertTrue(none.contains("expected jars in " + folder), none);
    Path missing = folder.resolve("missing");
    String folderMissing =
        assertThrows(PluginException.class, () -> Catalogue.of(missing)).getMessage();
    assertTrue(folderMissing.contains(missing.toString()), folderMissing);
    Files.writeString(folder.resolve("a.jar"), "no jar");
    String broken = assertThrows(PluginException.class, () -> Catalogue.of(folder)).getMessage();
    assertTrue(broken.contains("a.jar: expected a jar that can be read"), broken);
  }
}
