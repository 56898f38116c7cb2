package org.ontogeny.engine.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.ontogeny.engine.learning.Learning;

class ScheduleTest {

  private static final Learning FIRST = new Learning(0.1f, 0.5f, Learning.Mode.REPO, 0.01f, 6);

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
    assertEquals(new Learning(last.rate(), 0.5f, Learning.Mode.REPO, 0.01f, 6), last);
  }

  @Test
  void aSingleUpdateHasTheFirstRate() {
    assertEquals(FIRST, new Schedule(1, FIRST, 1e-4f).at(0));
  }

  @Test
  void impossibleSchedulesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Schedule(-1, FIRST, 0.1f));
    assertThrows(IllegalArgumentException.class, () -> new Schedule(1, FIRST, 0));
    assertThrows(IllegalArgumentException.class, () -> new Schedule(1, FIRST, Float.NaN));
  }
}
