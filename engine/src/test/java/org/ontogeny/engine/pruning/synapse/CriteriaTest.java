package org.ontogeny.engine.pruning.synapse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CriteriaTest {

  /** Ten samples with three coincidences: NumPy's var([1,1,1,0,0,0,0,0,0,0], ddof=1) is 7/30. */
  @Test
  void fisherIsTheUnbiasedVarianceOfTheProduct() {
    Synapse synapse = Synapse.counting(10, 5, 4, 3);
    assertEquals(7.0 / 30, Criteria.FISHER.importance(synapse), 1e-15);
    assertEquals(10.0 / 36 - 7.0 / 30, Criteria.ANTI_FISHER.importance(synapse), 1e-15);
  }

  /** 3/10 - 5/10 4/10 = 0.1, and the sign does not count. */
  @ParameterizedTest
  @CsvSource({"5, 4, 3, 0.1", "5, 4, 1, 0.1", "5, 4, 2, 0", "10, 10, 10, 0", "5, 5, 5, 0.25"})
  void covarianceIsThatOfTheTwoEnds(long pre, long post, long together, double expected) {
    Synapse synapse = Synapse.counting(10, pre, post, together);
    assertEquals(expected, Criteria.COVARIANCE.importance(synapse), 1e-15);
  }

  /**
   * Two neurons without further neighbours: given that h is active, v is so with probability
   * sigmoid(b + w), and the formula takes b from the rate that v would have at the rate of h. All
   * rates are shares of 40 samples: {@code v} in 10, {@code h} in 20, so that logit(v) = -ln 3.
   */
  @ParameterizedTest
  @CsvSource({"0", "1.5", "-3", "40"})
  void ratesAloneGiveTheHeuristicOfTheSource(float weight) {
    Synapse synapse = new Synapse(weight, 40, 10, 20, 0, 0, 0);
    double given = 1 / (1 + 3 * Math.exp(-weight / 2));
    assertEquals(
        given / 2 * (1 - given / 2), Criteria.FISHER_FROM_RATES.importance(synapse), 1e-12);
  }

  /**
   * A neuron that never fires has no coincidences; one that always does has as many as the other.
   */
  @Test
  void ratesOfZeroAndOneAreLimits() {
    Synapse silent = new Synapse(2, 40, 0, 20, 0, 0, 0);
    Synapse constant = new Synapse(2, 40, 40, 10, 10, 0, 0);
    assertEquals(0, Criteria.FISHER_FROM_RATES.importance(silent));
    assertEquals(0.25 * 0.75, Criteria.FISHER_FROM_RATES.importance(constant));
  }

  /** Without a weight the ends are independent, and the two estimates agree up to n / (n - 1). */
  @Test
  void ratesAgreeWithCountsWhereTheEndsAreIndependent() {
    Synapse synapse = Synapse.counting(100, 50, 20, 10);
    assertEquals(
        Criteria.FISHER.importance(synapse) * 99 / 100,
        Criteria.FISHER_FROM_RATES.importance(synapse),
        1e-12);
  }

  @Test
  void saliencyIsFisherTimesTheSquaredWeight() {
    Synapse synapse = new Synapse(-3, 10, 5, 4, 3, 0, 0);
    assertEquals(9 * 7.0 / 30, Criteria.SALIENCY.importance(synapse), 1e-12);
  }

  @Test
  void magnitudeAndRandomTakeWeightAndDraw() {
    Synapse synapse = new Synapse(-0.75f, 10, 1, 1, 1, 0, 0.125f);
    assertEquals(0.75, Criteria.MAGNITUDE.importance(synapse));
    assertEquals(0.125, Criteria.RANDOM.importance(synapse));
  }

  /** Zero exactly where the two were never, or always, active together; however many samples. */
  @ParameterizedTest
  @CsvSource({"2", "3", "10", "1000", "60000", "3000000000"})
  void fisherIsZeroOnIntegersOnly(long samples) {
    for (long together : new long[] {0, 1, samples / 2, samples - 1, samples}) {
      Synapse synapse = Synapse.counting(samples, samples, samples, together);
      boolean constant = together == 0 || together == samples;
      assertEquals(constant, Criteria.FISHER.importance(synapse) == 0, together + " of " + samples);
    }
  }

  @ParameterizedTest
  @EnumSource(Criteria.class)
  void importanceIsNeverNegative(Criteria criterion) {
    for (int pre = 0; pre <= 6; pre++) {
      for (int post = 0; post <= 6; post++) {
        for (int together = Math.max(0, pre + post - 6);
            together <= Math.min(pre, post);
            together++) {
          Synapse synapse = new Synapse(-1, 6, pre, post, together, 0, 0.5f);
          assertTrue(criterion.importance(synapse) >= 0);
        }
      }
    }
  }

  @Test
  void antiFisherReversesTheOrder() {
    for (int together = 0; together < 10; together++) {
      Synapse less = Synapse.counting(21, 0, 0, together);
      Synapse more = Synapse.counting(21, 0, 0, together + 1);
      assertTrue(Criteria.FISHER.importance(less) < Criteria.FISHER.importance(more));
      assertTrue(Criteria.ANTI_FISHER.importance(less) > Criteria.ANTI_FISHER.importance(more));
    }
  }
}
