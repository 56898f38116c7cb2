package org.ontogeny.engine.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ontogeny.engine.learning.Learning;
import org.ontogeny.engine.learning.Momentum;

class ScheduleTest {

  private static final Learning FIRST = new Learning(0.1f, 0.5f, Momentum.Mode.REPO, 0.01f, 6);

  /** NumPy: {@code logspace(-1, -4, 4)}. */
  @Test
  void ratesAreSpacedEvenlyInTheLogarithm() {
    Schedule schedule = new Schedule(4, FIRST, 1e-4f);
    double[] expected = {1e-1, 1e-2, 1e-3, 1e-4};
    for (int update = 0; update < 4; update++) {
      assertEquals(expected[update], schedule.at(update).rate(), 1e-6 * expected[update]);
    }
  }

  @Test
  void nothingElseChanges() {
    Learning last = new Schedule(4, FIRST, 1e-4f).at(3);
    assertEquals(new Learning(last.rate(), 0.5f, Momentum.Mode.REPO, 0.01f, 6), last);
  }

  @Test
  void aSingleUpdateHasTheFirstRate() {
    assertEquals(FIRST, new Schedule(1, FIRST, 1e-4f).at(0));
  }

  private static Learning at(int epoch, int epochs, RateList list, int rates, int early) {
    Schedule.Epochs parts = new Schedule.Epochs(epochs, list, rates, early, 0.9f);
    Schedule schedule = new Schedule(1000L * epochs, FIRST, 1e-4f, parts);
    Learning first = schedule.at(1000L * (epoch - 1));
    assertEquals(first, schedule.at(1000L * epoch - 1)); // the same over the whole epoch
    return first;
  }

  /**
   * Figures of Scholl 2018 and of the program behind it: 20 rates from 0.1 to 0.0001; a retraining
   * of 15 epochs ends at 4.3e-4, one of 10 at 2.6e-3; the list whose rates are repeated stays at
   * 0.1 until epoch 20, which has 0.0695.
   */
  @ParameterizedTest
  @CsvSource({
    "1, 20, TEXT, 0.1",
    "20, 20, TEXT, 0.0001",
    "1, 20, REPO, 0.0695193",
    "19, 20, REPO, 0.0001",
    "20, 20, REPO, 0.0001",
    "15, 15, REPO, 0.000428133",
    "10, 10, REPO, 0.002636651",
    "1, 20, REPO_REPEATED, 0.1",
    "19, 20, REPO_REPEATED, 0.1",
    "20, 20, REPO_REPEATED, 0.0695193"
  })
  void epochsHaveTheRatesOfTheSource(int epoch, int epochs, RateList list, double rate) {
    assertEquals(rate, at(epoch, epochs, list, 20, 5).rate(), 1e-5 * rate);
  }

  @Test
  void momentumRisesAfterTheEarlyEpochs() {
    assertEquals(
        new Momentum(0.5f, Momentum.Mode.REPO), at(5, 20, RateList.TEXT, 20, 5).optimiser());
    assertEquals(
        new Momentum(0.9f, Momentum.Mode.REPO), at(6, 20, RateList.TEXT, 20, 5).optimiser());
    assertEquals(
        new Momentum(0.5f, Momentum.Mode.REPO), at(4, 20, RateList.REPO, 20, 4).optimiser());
    assertEquals(
        new Momentum(0.9f, Momentum.Mode.REPO), at(5, 20, RateList.REPO, 20, 4).optimiser());
  }

  @Test
  void impossibleSchedulesAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new Schedule.Epochs(2, RateList.TEXT, 0, 0, 0));
    assertThrows(
        IllegalArgumentException.class, () -> new Schedule.Epochs(0, RateList.TEXT, 0, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new Schedule(-1, FIRST, 0.1f));
    assertThrows(IllegalArgumentException.class, () -> new Schedule(1, FIRST, 0));
    assertThrows(IllegalArgumentException.class, () -> new Schedule(1, FIRST, Float.NaN));
  }
}
