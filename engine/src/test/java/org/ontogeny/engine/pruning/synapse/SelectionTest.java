package org.ontogeny.engine.pruning.synapse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Selections that a synapse makes by itself. */
class SelectionTest {

  private static final Hazard HAZARD = new Hazard(0.01, 0.5, 1.5, 1e-6);

  @Test
  void thresholdItselfDies() {
    Threshold threshold = new Threshold(0.05);
    Synapse any = Synapse.drawing(0);
    assertTrue(threshold.dies(0.05, any));
    assertTrue(threshold.dies(0, any));
    assertFalse(threshold.dies(Math.nextUp(0.05), any));
  }

  /** {@code 1 - exp(-rate / (1 + ((I + floor) / threshold)^(1 / width)))}, written without logs. */
  @ParameterizedTest
  @CsvSource({"0", "0.0001", "0.005", "0.009999", "0.02", "0.25"})
  void hazardFollowsItsFormula(double importance) {
    double odds = Math.pow((importance + 1e-6) / 0.01, 2);
    assertEquals(1 - Math.exp(-1.5 / (1 + odds)), HAZARD.probability(importance), 1e-12);
  }

  @Test
  void hazardIsHalfItsRateAtTheThreshold() {
    assertEquals(1 - Math.exp(-0.75), HAZARD.probability(0.01 - 1e-6), 1e-12);
  }

  @Test
  void hazardFallsWithImportance() {
    double before = 1;
    for (double importance = 0; importance < 0.25; importance += 0.001) {
      double probability = HAZARD.probability(importance);
      assertTrue(probability > 0 && probability < before, "at " + importance);
      before = probability;
    }
  }

  /** The draw is compared strictly: a draw of 0 dies where there is any hazard. */
  @Test
  void deathsAreAsFrequentAsTheirProbability() {
    Random random = new Random(4);
    int n = 100_000;
    for (double importance : new double[] {0, 0.01, 0.03}) {
      double p = HAZARD.probability(importance);
      int deaths = 0;
      for (int k = 0; k < n; k++) {
        deaths += HAZARD.dies(importance, Synapse.drawing(random.nextFloat())) ? 1 : 0;
      }
      assertEquals(p, deaths / (double) n, 4 * Math.sqrt(p * (1 - p) / n));
    }
    assertTrue(HAZARD.dies(0.2, Synapse.drawing(0)));
  }

  @Test
  void impossibleParametersAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Threshold(-1e-9));
    assertThrows(IllegalArgumentException.class, () -> new Threshold(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new Hazard(0, 1, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Hazard(1, 0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Hazard(1, 1, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new Hazard(1, 1, 1, Double.NaN));
  }
}
