package org.ontogeny.engine.pruning.neuron;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class NeuronRuleTest {

  /** Ten samples, three of them active: NumPy's var of that with ddof=1 is 7/30. */
  private static NeuronView neuron(double fisherSum) {
    return new NeuronView(4, fisherSum, 3, 10, 0.25f);
  }

  @Test
  void importancesAreThoseOfTheSource() {
    assertEquals(7.0 / 30, NeuronCriteria.MAX_FISHER.importance(neuron(0.1)), 1e-15);
    assertEquals(0.5, NeuronCriteria.MAX_FISHER.importance(neuron(0.5)));
    assertEquals(0.125, NeuronCriteria.MEAN_FISHER.importance(neuron(0.5)));
    assertEquals(0.5, NeuronCriteria.SUM_FISHER.importance(neuron(0.5)));
    assertEquals(0.3, NeuronCriteria.MEAN_ACTIVITY.importance(neuron(0.5)));
    assertEquals(0.25, NeuronCriteria.RANDOM_NEURON.importance(neuron(0.5)));
    NeuronView alone = new NeuronView(0, 0, 3, 10, 0);
    assertEquals(0, NeuronCriteria.MEAN_FISHER.importance(alone));
  }

  private static int[] dying(NeuronRule.Which which, int count) {
    NeuronRule rule = new NeuronRule(NeuronCriteria.SUM_FISHER, which, count);
    return rule.dying(
        List.of(
            new NeuronView(1, 0.3, 0, 2, 0.1f),
            new NeuronView(1, 0.1, 0, 2, 0.9f),
            new NeuronView(1, 0.2, 0, 2, 0.5f),
            new NeuronView(1, 0.1, 0, 2, 0.2f)));
  }

  @Test
  void theLeastOrTheMostImportantDieAndDrawsBreakTies() {
    assertArrayEquals(new int[] {3}, dying(NeuronRule.Which.LEAST, 1));
    assertArrayEquals(new int[] {1, 2, 3}, dying(NeuronRule.Which.LEAST, 3));
    assertArrayEquals(new int[] {0, 2}, dying(NeuronRule.Which.MOST, 2));
    assertArrayEquals(new int[] {0, 2, 3}, dying(NeuronRule.Which.MOST, 3));
    assertArrayEquals(new int[] {0, 1, 2, 3}, dying(NeuronRule.Which.LEAST, 9));
    assertArrayEquals(new int[] {}, dying(NeuronRule.Which.LEAST, 0));
  }

  @Test
  void impossibleCountsAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new NeuronRule(NeuronCriteria.SUM_FISHER, NeuronRule.Which.LEAST, -1));
  }
}
