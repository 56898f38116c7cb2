package org.ontogeny.engine.growth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrowthRuleTest {

  @Test
  void uniformGrowthAsksForNothing() {
    SiteRule rule = new Uniform(0.001, 0.5f);
    assertEquals(Double.NaN, rule.statistic(3, 10));
    assertEquals(Double.NaN, rule.statistic(0, 0), "it needs no window");
    assertEquals(0.001, rule.probability(Double.NaN));
    assertEquals(0.001, rule.threshold());
    assertEquals(0.5f, rule.weight());
    assertEquals("uniform(0.001)", rule.toString());
  }

  /** A straight line from the rate of a silent neuron to nothing at the target. */
  @ParameterizedTest
  @CsvSource({"0, 0.4", "5, 0.32", "10, 0.24", "20, 0.08", "25, 0", "26, 0", "100, 0"})
  void homeostaticGrowthFallsToTheTarget(long active, double probability) {
    SiteRule rule = new Homeostatic(0.25, 0.4, 0);
    assertEquals(active / 100.0, rule.statistic(active, 100));
    assertEquals(probability, rule.probability(rule.statistic(active, 100)), 1e-15);
  }

  @Test
  void homeostaticGrowthEndsExactlyAtTheTarget() {
    Homeostatic rule = new Homeostatic(1 / 3.0, 1, 0);
    assertEquals(0, rule.probability(rule.statistic(1, 3)));
    assertEquals(0, rule.probability(rule.statistic(7, 21)));
    assertTrue(rule.probability(rule.statistic(999_999, 3_000_000)) > 0);
    assertEquals(1 / 3.0, rule.threshold());
    assertEquals("homeostatic(0.1,0.05)", new Homeostatic(0.1, 0.05, 2).toString());
  }

  @Test
  void homeostaticGrowthNeedsAWindow() {
    Exception e =
        assertThrows(
            IllegalArgumentException.class, () -> new Homeostatic(0.1, 0.05, 0).statistic(0, 0));
    assertEquals(
        "homeostatic(0.1,0.05) needs a window with at least one sample, got 0: measure before"
            + " growth",
        e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "-0.1, 0, 'probability must be 0 to 1, got -0.1'",
    "1.5, 0, 'probability must be 0 to 1, got 1.5'",
    "NaN, 0, 'probability must be 0 to 1, got NaN'",
    "1, Infinity, 'weight of a newborn must be finite, got Infinity'",
  })
  void impossibleUniformGrowthIsRefused(double probability, float weight, String message) {
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> new Uniform(probability, weight));
    assertEquals(message, e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 0, 'target must be above 0 and at most 1, got 0.0'",
    "1.1, 1, 0, 'target must be above 0 and at most 1, got 1.1'",
    "NaN, 1, 0, 'target must be above 0 and at most 1, got NaN'",
    "1, -0.1, 0, 'rate must be 0 to 1, got -0.1'",
    "1, 1.1, 0, 'rate must be 0 to 1, got 1.1'",
    "1, 1, NaN, 'weight of a newborn must be finite, got NaN'",
  })
  void impossibleHomeostaticGrowthIsRefused(
      double target, double rate, float weight, String message) {
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> new Homeostatic(target, rate, weight));
    assertEquals(message, e.getMessage());
  }
}
