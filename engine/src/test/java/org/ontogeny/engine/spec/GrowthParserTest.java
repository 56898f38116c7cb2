package org.ontogeny.engine.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ontogeny.engine.growth.GrowthRule;
import org.ontogeny.engine.growth.Homeostatic;
import org.ontogeny.engine.growth.LayerRandom;
import org.ontogeny.engine.growth.Uniform;

class GrowthParserTest {

  @TempDir private Path folder;

  private Section section(String text) throws IOException {
    Path file = folder.resolve("mine.conf");
    Files.writeString(file, "\n" + text);
    return new Section("growth", ConfigFactory.parseFile(file.toFile()).root());
  }

  private GrowthRule parse(String text) throws IOException {
    Section section = section(text);
    GrowthRule rule = new GrowthParser(section, false).parse();
    section.requireNoMore();
    return rule;
  }

  @Test
  void rulesAndTheirWeights() throws IOException {
    assertEquals(new Uniform(0.001, 0), parse("rule = uniform, probability = 0.001"));
    assertEquals(new Uniform(1, -0.5f), parse("rule = uniform, probability = 1, weight = -0.5"));
    assertEquals(
        new Homeostatic(0.1, 0.05, 0), parse("rule = homeostatic, target = 0.1, rate = 0.05"));
    assertEquals(
        new Homeostatic(1, 0, 0.25f),
        parse("rule = homeostatic, target = 1, rate = 0, weight = 0.25"));
    assertEquals(new LayerRandom(3, 0), parse("rule = layer-random, synapses = 3"));
  }

  @Test
  void theResolvedSpecificationNamesDefaults() throws IOException {
    Section section = section("rule = uniform, probability = 0.001");
    new GrowthParser(section, false).parse();
    assertEquals(
        Map.of("rule", "uniform", "probability", 0.001, "weight", 0.0), section.resolved());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "probability = 1 | growth.rule is missing",
        "rule = luck | growth.rule: expected one of uniform, homeostatic, layer-random, got luck",
        "rule = layer-random | growth.synapses is missing: expected a whole number",
        "rule = layer-random, synapses = -1 | growth.synapses: expected at least 0, got -1",
        "rule = uniform | growth.probability is missing: expected a number",
        "rule = uniform, probability = often | growth.probability: expected a number, got often",
        "rule = uniform, probability = 2 | growth.rule: probability must be 0 to 1, got 2.0",
        "rule = uniform, probability = 1, weight = 1e99 | growth.rule: weight of a newborn",
        "rule = uniform, probability = 1, rate = 1 | unknown key growth.rate; expected one of",
        "rule = homeostatic, target = 1 | growth.rate is missing",
        "rule = homeostatic, rate = 1 | growth.target is missing",
        "rule = homeostatic, target = 0, rate = 1 | growth.rule: target must be above 0",
        "rule = homeostatic, target = 1, rate = 2 | growth.rule: rate must be 0 to 1, got 2.0",
        "rule = homeostatic, target = 1, rate = 1, probability = 1 | unknown key growth.probability"
      })
  void mistakesNameFileLineAndKey(String text, String expected) {
    String message = assertThrows(SpecException.class, () -> parse(text)).getMessage();
    assertTrue(message.startsWith(folder.resolve("mine.conf").toString()), message);
    assertTrue(message.contains(expected), message);
    if (!message.contains("missing")) {
      assertTrue(message.contains("mine.conf:2: "), message);
    }
  }
}
