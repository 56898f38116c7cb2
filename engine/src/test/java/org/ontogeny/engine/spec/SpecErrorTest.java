package org.ontogeny.engine.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every mistake in a specification is an error that names file, line, key and what was expected.
 */
class SpecErrorTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("mine.conf");
  }

  private String error(List<String> lines, Map<String, String> overrides) throws IOException {
    Files.write(file, lines);
    return assertThrows(SpecException.class, () -> SpecReader.read(file.toString(), overrides))
        .getMessage();
  }

  /** Replaces one line of a sound specification and expects a complaint about it. */
  private void assertError(int line, String text, String... expected) throws IOException {
    List<String> lines = SpecTexts.lines();
    lines.set(line - 1, text);
    String message = error(lines, Map.of());
    assertTrue(message.startsWith(file + ":" + line + ": "), message);
    for (String part : expected) {
      assertTrue(message.contains(part), message);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2, sed = 5, sed",
    "3, 'data { set = digits, sidee = 8 }', data.sidee",
    "4, 'ensembles { examples { colums = 5 } }', ensembles.examples.colums",
    "8, '{ name = h1, neuron = 6, neurons = 6 }', network.populations[1].neuron",
    "12, '{ from = visible, to = h1, sd = 1 }', network.projections[0].sd",
    "4, 'snapshots { evry = 10 }', snapshots.evry",
    "16, '{ stage = train, update = 10 }', stages[0].update",
    "19, 'rule { threshold = 0.1, percent = 3 }', stages[1].rule.percent",
  })
  void unknownKeys(int line, String text, String key) throws IOException {
    assertError(line, text, "unknown key " + key, "expected one of");
  }

  @ParameterizedTest
  @CsvSource({
    "2, seed = many, seed, 'expected a whole number', many",
    "2, seed = 1.5, seed, 'expected a whole number', 1.5",
    "4, 'mean-field { passes = 3000000000 }', mean-field.passes, 'a whole number', 3000000000",
    "3, data = 5, data, 'expected an object', ''",
    "4, 'snapshots { every = often }', snapshots.every, 'a whole number', often",
    "4, 'snapshots { ends = 2 }', snapshots.ends, 'true or false', 2",
    "8, '{ name = h1, neurons = [6] }', network.populations[1].neurons, 'a whole number', ''",
    "12, '{ from = visible, to = h1, deviation = wide }', projections[0].deviation, 'a number', wide",
    "16, '{ stage = evaluate, pixels = 3 }', stages[0].pixels, 'true or false', 3",
    "20, controls = random, stages[1].controls, 'a list', random",
  })
  void wrongTypes(int line, String text, String key, String expected, String got)
      throws IOException {
    assertError(line, text, key, expected, got);
  }

  @ParameterizedTest
  @CsvSource({
    "2, seed = -1, seed, 'at least 0', -1",
    "3, 'data { set = letters, side = 8, train = 60 }', data.set, digits, letters",
    "3, 'data { side = 4, train = 60 }', data.side, 'at least 8', 4",
    "3, 'data { side = 8, train = 60, values = red }', data.values, 'binary, grey', red",
    "3, 'data { side = 8, train = 60, noise = 1.1 }', data.noise, '0 to 1', 1.1",
    "3, 'data { side = 8, train = 60, noise = -0.1 }', data.noise, '0 to 1', -0.1",
    "3, 'data { side = 8, train = 60, random-labels = 2 }', data.random-labels, 'true or false', 2",
    "3, 'data { side = 8, train = 60, transfer = letters }', data.transfer, 'digits, mnist', letters",
    "3, 'data { side = 8, mixture { set = letters } }', data.mixture.set, 'digits, mnist', letters",
    "3, 'data { side = 8, mixture { set = digits } }', data.mixture.set, 'another set', digits",
    "3, 'data { side = 8, mixture { set = noise } }', data.mixture, 'examples of at least 1', 0",
    "3, 'data { side = 8, mixture { share = 0.1 } }', data.mixture.set, 'the set to mix in', ''",
    "3, 'data { side = 8, mixture { mix = batch } }', data.mixture.set, 'the set to mix in', ''",
    "3, 'data { side = 8, mixture { set = noise, share = -1 } }', data.mixture.share, 'a share', -1",
    "3, 'data { side = 8, mixture { set = noise, mix = soup } }', data.mixture.mix, 'append, batch', soup",
    "4, 'snapshots { every = -1 }', snapshots.every, 'at least 0', -1",
    "4, 'snapshots { fields = -1 }', snapshots.fields, 'at least 0', -1",
    "4, 'snapshots { fields = 1025 }', snapshots.fields, '0 to 1024 fields', 1025",
    "4, 'ensembles { examples { columns = 0 } }', ensembles.examples.columns, 'at least 1', 0",
    "4, 'ensembles { examples { columns = 61 } }', ensembles.examples.columns, 60, 61",
    "4, 'ensembles { chains { columns = 4, shards = 5 } }', ensembles.chains, 'shards 1 to columns', 5",
    "8, '{ name = h1, neurons = 6, groups = 7 }', network.populations[1], '1 to 6', 7",
    "8, '{ name = h1, neurons = 6, width = 4 }', network.populations[1], 'rows of 4', 6",
    "8, '{ name = visible, neurons = 6 }', network.populations[1].name, 'no other', visible",
    "12, '{ from = visible, to = h1, radius = 1 }', network.projections[0], 'need a width', h1",
    "12, '{ from = visible, to = h7 }', network.projections[0].to, 'visible, h1, h2', h7",
    "16, '{ stage = sleep }', stages[0].stage, 'pretrain, assemble, train', sleep",
    "16, '{ stage = train, rate = 0 }', stages[0], 'rate > 0', 0",
    "16, '{ stage = train, last-rate = 0 }', stages[0], 'last rate', 0",
    "16, '{ stage = train, momentum = 1 }', stages[0], 'momentum in [0, 1)', 1",
    "16, '{ stage = pretrain, projection = h2-h1 }', stages[0].projection, 'visible-h1, h1-h2', h2-h1",
    "19, 'rule { threshold = 0 }', stages[1].rule, 'positive threshold', 0",
    "19, 'rule { criterion = luck, threshold = 1 }', rule.criterion, 'fisher, anti-fisher', luck",
    "19, 'rule { selection = layer-percentile, percent = 101 }', rule, '0 to 100', 101",
    "12, '{ from = visible, to = h1, density = 1.5 }', projections[0].density, '0 to 1', 1.5",
    "16, '{ stage = develop, cycles = 1, quota { share = 2 }, rule { selection = layer-count } }', stages[0].quota.share, 'share must be 0 to 1', 2.0",
    "16, '{ stage = develop, cycles = 1, quota { share = 1 }, rule { threshold = 1 } }', stages[0].quota, 'layer-random, which it is for', share",
    "16, '{ stage = develop, cycles = 1, quota { share = 1 }, rule { selection = layer-count, synapses = 3 } }', rule.synapses, 'none beside a quota', 3",
    "16, '{ stage = develop, cycles = 1, growing { cycles = 3 }, rule { threshold = 1 } }', stages[0].growing, 'a rule and a growth', cycles",
    "16, '{ stage = develop, cycles = 1, growing { first = 2, cycles = 3 }, rule { threshold = 1 }, growth { rule = uniform, probability = 1 } }', stages[0].growing.first, '0 to 1', 2.0",
    "16, '{ stage = develop, cycles = 1, until { density = 1 }, rule { threshold = 1 } }', stages[0].until.density, '0 to below 1', 1.0",
    "16, '{ stage = anew, controls = [shuffled] }', stages[0].controls, 'random, random-in-total', shuffled",
    "16, '{ stage = anew, controls = [random] }', stages[0].prefix, 'no other stage has a course', random",
    "16, '{ stage = anew, prefix = At }', stages[0].prefix, 'lower-case letters', At",
    "16, '{ stage = anew, evaluate-every = -1 }', stages[0].evaluate-every, 'at least 0', -1",
    "16, '{ stage = anew, examples = others }', stages[0].examples, 'first, transfer', others",
    "16, '{ stage = anew, examples = transfer }', stages[0].examples, 'data.transfer names no second set', transfer",
    "16, '{ stage = anew, name = 7 }', stages[0].name, 'not digits alone', 7",
    "20, 'rivals = [{ name = 7, rule { threshold = 1 } }]', stages[1].rivals[0].name, 'not digits alone', 7",
    "20, controls = [placebo], stages[1].controls, 'unpruned, random', placebo",
  })
  void impossibleValues(int line, String text, String key, String expected, String got)
      throws IOException {
    assertError(line, text, key, expected, got);
  }

  @Test
  void missingKeys() throws IOException {
    assertError(8, "{ name = h1 }", "network.populations[1].neurons is missing", "whole number");
    assertError(16, "{ name = x }", "stages[0].stage is missing");
    assertError(19, "rule { selection = hazard }", "rule.threshold is missing");
    List<String> lines = SpecTexts.lines();
    lines.remove(0);
    assertTrue(error(lines, Map.of()).contains("experiment is missing"));
  }

  /** h2 would drive and be driven by a population of its own parity. */
  @Test
  void projectionsThatABoltzmannMachineCannotHave() throws IOException {
    String skip = "{ from = h1, to = h2 }, { from = visible, to = h2 }";
    List<String> lines = SpecTexts.lines();
    lines.set(12, skip);
    String message = error(lines, Map.of());
    assertTrue(message.startsWith(file + ":5: network"), message);
    assertTrue(message.contains("h1-h2 joins levels 1 and 1"), message);
  }

  @Test
  void aVisiblePopulationThatDoesNotFitTheData() throws IOException {
    List<String> lines = SpecTexts.lines();
    lines.set(6, "{ name = visible, neurons = 60, width = 0 }");
    String message = error(lines, Map.of());
    assertTrue(message.contains("60 neurons") && message.contains("64 pixels"), message);
  }

  @Test
  void twoStagesOfOneName() throws IOException {
    assertError(16, "{ stage = train }, { stage = train }", "stages[1].name", "no other stage");
  }

  /** Chains would begin at examples of the set that the course does not learn from. */
  @Test
  void chainsThatBeginAtExamplesOfAnotherSet() throws IOException {
    List<String> lines = SpecTexts.lines();
    lines.set(2, "data { side = 8, train = 60, transfer = noise }");
    lines.set(15, "{ stage = anew, examples = transfer, learn { start = examples } }");
    String message = error(lines, Map.of());
    assertTrue(message.startsWith(file + ":16: stages[0].learn.start"), message);
    assertTrue(message.contains("continue, since chains begin at examples of the first"), message);
  }

  @Test
  void whatIsNoSpecificationAtAll() throws IOException {
    List<String> lines = SpecTexts.lines();
    lines.set(1, "seed = = {");
    assertTrue(error(lines, Map.of()).contains("mine.conf: 2"));
    String message =
        assertThrows(SpecException.class, () -> SpecReader.read("nothing", Map.of())).getMessage();
    assertTrue(message.contains("'nothing'") && message.contains("digits"), message);
  }

  /** An override stands in for file and line. */
  @ParameterizedTest
  @CsvSource({
    "seed, -3, 'at least 0'",
    "seed, soon, 'a whole number'",
    "sed, 3, 'unknown key sed'",
    "data.side, 4, 'at least 8'",
    "data.size, 9, 'unknown key data.size'",
    "backend, abacus, 'auto, cpu, opencl or reference'",
  })
  void overrides(String key, String value, String expected) throws IOException {
    String message = error(SpecTexts.lines(), Map.of(key, value));
    assertTrue(message.startsWith("--set " + key + "=" + value + ": "), message);
    assertTrue(message.contains(expected), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a..b", "seed."})
  void overridesOfNothing(String path) throws IOException {
    String message = error(SpecTexts.lines(), Map.of(path, "1"));
    assertEquals("--set " + path + "=1: not a key", message);
  }
}
