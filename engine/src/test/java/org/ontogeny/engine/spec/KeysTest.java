package org.ontogeny.engine.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Holds {@code docs/experiments.md} and the reader to each other. A heading of the page names the
 * paths in code type that the table under it is about; a stage's path holds its kind.
 */
class KeysTest {

  private static final Path PAGE = Path.of("..", "docs", "experiments.md");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /** Every kind of stage and every selection, and only what has no default. */
  private static final String EVERYTHING =
      """
      experiment = everything
      network {
        populations = [{ name = visible }, { name = h1, neurons = 6 }, { name = h2, neurons = 4 }]
        projections = [{ from = visible, to = h1 }, { from = h1, to = h2 }]
      }
      stages = [
        { stage = pretrain, projection = visible-h1 }
        { stage = assemble }
        { stage = train }
        { stage = evaluate }
        { stage = rounds, name = a, count = 1, rule { threshold = 0.1 }, neurons { count = 1 }
          rivals = [
            { name = k, rule { threshold = 0.1 } }
            { rule { selection = threshold, threshold = 0.1 } }
            { name = l, rule { selection = layer-percentile, percent = 5 } }
            { name = m, rule { selection = layer-count, synapses = 5 } }
          ] }
        { stage = rounds, name = b, count = 1, rule { selection = threshold, threshold = 0.1 } }
        { stage = rounds, name = c, count = 1, rule { selection = layer-percentile, percent = 5 } }
        { stage = rounds, name = d, count = 1, rule { selection = layer-count, synapses = 5 } }
        { stage = develop, name = e, cycles = 1, rule { threshold = 0.1 }
          growth { rule = uniform, probability = 0.1 } }
        { stage = develop, name = f, cycles = 1, rule { selection = threshold, threshold = 0.1 }
          growth { rule = homeostatic, target = 0.1, rate = 0.1 } }
        { stage = develop, name = g, cycles = 1
          rule { selection = layer-percentile, percent = 5 } }
        { stage = develop, name = i, cycles = 1, quota { share = 0.1 }, growing { cycles = 9 }
          rule { selection = layer-count }, growth { rule = layer-random }
          until { density = 0.1 } }
        { stage = develop, name = j, cycles = 1, growth { rule = layer-random, synapses = 5 } }
        { stage = anew }
        { stage = develop, name = h, rule { selection = layer-count, synapses = 5 } }
      ]
      claims = [
        { id = L-0, measure = pruned-share, at-least = 0.5 }
        { id = L-1, measure = recorded, value { measure = a, of = b }, minus { measure = a, of = b }
          over { measure = a, of = b }, at-most = 1 }
        { id = L-2, measure = recorded, at-least = 1
          value { measure = a, of = b, pick = from-step, bound = 1 }
          minus { measure = a, of = b, pick = from-step, bound = 1 }
          over { measure = a, of = b, pick = down-to-synapses, bound = 1 } }
      ]
      """;

  /** What a network that learns by error has besides. */
  private static final String GRADED =
      """
      experiment = graded
      network {
        populations = [
          { name = visible }
          { name = h, neurons = 6, dynamics = relu, iterations = 2 }
          { name = out, neurons = 10, dynamics = softmax }
        ]
        projections = [{ from = visible, to = h }, { from = h, to = h }, { from = h, to = out }]
      }
      stages = [{ stage = train }]
      """;

  /** The stages above that learn. */
  private static final Map<String, String> ADAM =
      Map.of(
          "stages.0.optimiser", "adam",
          "stages.2.optimiser", "adam",
          "stages.4.retrain.optimiser", "adam",
          "stages.8.learn.optimiser", "adam",
          "stages.13.learn.optimiser", "adam");

  /** A row of the page, by the paths that it is about. */
  private record Row(String defaultValue, String range) {}

  @TempDir private Path folder;

  private RunSpec read(Map<String, String> overrides) throws IOException {
    return read(EVERYTHING, overrides);
  }

  private RunSpec read(String text, Map<String, String> overrides) throws IOException {
    Path file = folder.resolve("everything.conf");
    Files.writeString(file, text);
    return SpecReader.read(file.toString(), overrides);
  }

  private static Map<String, Row> page() throws IOException {
    Map<String, Row> rows = new TreeMap<>();
    List<String> paths = List.of();
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("#")) {
        paths = code(line);
      } else if (line.startsWith("| `")) {
        String[] cells = line.split("\\|", -1);
        Row row = new Row(cells[3].strip(), cells[4].strip());
        String key = code(cells[1]).get(0);
        for (String path : paths.isEmpty() ? List.of("") : paths) {
          String whole = path.isEmpty() ? key : path + "." + key;
          assertNull(rows.put(whole, row), () -> whole + " is on the page twice");
        }
      }
    }
    return rows;
  }

  private static List<String> code(String line) {
    return CODE.matcher(line).results().map(result -> result.group(1)).toList();
  }

  /** The values of a resolved specification, by path; elements of a list share theirs. */
  private static Map<String, List<String>> values(RunSpec spec) {
    Map<String, List<String>> values = new TreeMap<>();
    collect("", ConfigFactory.parseString(spec.resolved()).root(), values);
    return values;
  }

  private static void collect(String path, ConfigValue value, Map<String, List<String>> values) {
    if (value instanceof ConfigObject object) {
      String kind =
          path.equals("stages") ? "stages." + object.get("stage").unwrapped() + "." : path + ".";
      String prefix = path.isEmpty() ? "" : kind;
      object.forEach((key, member) -> collect(prefix + key, member, values));
    } else if (value instanceof ConfigList list
        && list.stream().anyMatch(member -> member.valueType() == ConfigValueType.OBJECT)) {
      list.forEach(member -> collect(path, member, values));
    } else {
      values.computeIfAbsent(path, key -> new ArrayList<>()).add(value.unwrapped().toString());
    }
  }

  @Test
  void thePageHasTheKeysThatTheReaderKnows() throws IOException {
    Set<String> keys = new TreeSet<>(values(read(Map.of())).keySet());
    keys.addAll(values(read(ADAM)).keySet());
    keys.addAll(values(read(GRADED, Map.of())).keySet());
    assertEquals(keys, page().keySet());
  }

  @Test
  void thePageHasTheDefaultsThatTheReaderKnows() throws IOException {
    Map<String, List<String>> values = values(read(Map.of()));
    values(read(ADAM)).forEach(values::putIfAbsent);
    int compared = 0;
    for (Map.Entry<String, Row> row : page().entrySet()) {
      List<String> code = code(row.getValue().defaultValue());
      if (row.getValue().defaultValue().startsWith("`") && code.size() == 1) {
        List<String> read = values.getOrDefault(row.getKey(), List.of());
        for (String value : given(row.getKey(), read)) {
          assertEquals(plain(code.get(0)), plain(value), row.getKey());
          compared++;
        }
      }
    }
    assertTrue(compared > 50, "compared " + compared);
  }

  /** The specification above does not leave the selection to its default everywhere. */
  private static List<String> given(String path, List<String> values) {
    return switch (path) {
      case "stages.rounds.rule.selection",
          "stages.rounds.rivals.rule.selection",
          "stages.develop.rule.selection" ->
          values.subList(0, 1);
      case "stages.develop.cycles" -> values.subList(values.size() - 1, values.size());
      case "claims.value.pick", "claims.minus.pick", "claims.over.pick" -> values.subList(0, 1);
      default -> values;
    };
  }

  /** Numbers of one value have one form; float32 ones are rounded to what was meant. */
  private static String plain(String value) {
    return value.matches("-?[0-9.]+(E-?[0-9]+)?") ? Float.toString(Float.parseFloat(value)) : value;
  }

  /** The reader names all words in its complaint about one that there is not. */
  @ParameterizedTest
  @CsvSource({
    "backend, backend",
    "data.set, data.set",
    "data.values, data.values",
    "data.transfer, data.transfer",
    "data.mixture.mix, data.mixture.mix",
    "stages.2.stage, stages.train.stage",
    "network.populations.1.dynamics, network.populations.dynamics",
    "network.projections.0.weights, network.projections.weights",
    "claims.1.value.pick, claims.value.pick",
    "stages.2.optimiser, stages.train.optimiser",
    "stages.2.momentum-mode, stages.train.momentum-mode",
    "stages.2.rate-list, stages.train.rate-list",
    "stages.2.start, stages.train.start",
    "stages.0.codes, stages.pretrain.codes",
    "mean-field.start, mean-field.start",
    "stages.4.schedule, stages.rounds.schedule",
    "stages.4.neurons.criterion, stages.rounds.neurons.criterion",
    "stages.4.neurons.die, stages.rounds.neurons.die",
    "stages.4.rivals.0.rule.criterion, stages.rounds.rivals.rule.criterion",
    "stages.4.dead-ends.die, stages.rounds.dead-ends.die",
    "stages.4.rule.criterion, stages.rounds.rule.criterion",
    "stages.4.rule.selection, stages.rounds.rule.selection",
    "stages.8.growth.rule, stages.develop.growth.rule",
    "stages.8.dead-ends.die, stages.develop.dead-ends.die",
    "stages.8.decide, stages.develop.decide",
    "stages.11.quota.mode, stages.develop.quota.mode",
    "stages.13.examples, stages.anew.examples",
    "claims.0.measure, claims.measure",
  })
  void thePageHasTheWordsThatTheReaderKnows(String key, String path) throws IOException {
    assertEquals(words(key, "nonsense"), rangeWords(path));
  }

  @Test
  void thePageHasTheControlsThatTheReaderKnows() throws IOException {
    assertEquals(words("stages.4.controls", "[nonsense]"), rangeWords("stages.rounds.controls"));
    assertEquals(words("stages.13.controls", "[nonsense]"), rangeWords("stages.anew.controls"));
  }

  @Test
  void thePageHasTheMeasuresThatTheReaderKnows() throws IOException {
    Set<String> known = words("stages.4.measures", "[nonsense]");
    assertEquals(known, rangeWords("stages.rounds.measures"));
    assertEquals(known, rangeWords("stages.evaluate.measures"));
  }

  /** Were a kind or a selection missing above, its keys would be missing in the comparison. */
  @Test
  void everyKindAndSelectionIsAmongThoseCompared() throws IOException {
    Map<String, List<String>> values = values(read(Map.of()));
    Set<String> kinds = new TreeSet<>();
    values.keySet().stream()
        .filter(path -> path.matches("stages\\.[^.]+\\.stage"))
        .forEach(path -> kinds.addAll(values.get(path)));
    assertEquals(words("stages.2.stage", "nonsense"), kinds);
    assertEquals(
        words("stages.4.rule.selection", "nonsense"),
        new TreeSet<>(values.get("stages.rounds.rule.selection")));
  }

  private Set<String> words(String key, String nonsense) {
    String message =
        assertThrows(SpecException.class, () -> read(Map.of(key, nonsense))).getMessage();
    MatchResult words =
        Pattern.compile("expected (?:one of )?(\\S+(?:(?:, | or )\\S+)*)(?:, got |$)")
            .matcher(message)
            .results()
            .findFirst()
            .orElseThrow(() -> new AssertionError(message));
    return new TreeSet<>(List.of(words.group(1).split(", | or ", -1)));
  }

  private static Set<String> rangeWords(String path) throws IOException {
    Row row = page().get(path);
    assertNotNull(row, path);
    String range = row.range().replaceAll("\\(.*?\\)", "");
    return new TreeSet<>(code(range));
  }
}
