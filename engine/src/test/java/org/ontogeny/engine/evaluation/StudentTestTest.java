package org.ontogeny.engine.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ontogeny.engine.evaluation.StudentTest.Design;
import org.ontogeny.engine.evaluation.StudentTest.Tail;

/**
 * Student's own data: hours of sleep that two drugs gave to ten patients (Biometrika 6, 1908), with
 * what R prints for them: {@code t.test(extra ~ group, data = sleep)}.
 */
class StudentTestTest {

  private static final double[] FIRST = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
  private static final double[] SECOND = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

  @Test
  void samplesOfTheirOwn() {
    StudentTest test = StudentTest.of(Design.WELCH, Tail.TWO_SIDED, FIRST, SECOND);
    assertEquals(-1.8608, test.statistic(), 5e-5);
    assertEquals(17.776, test.freedom(), 5e-4);
    assertEquals(0.07939, test.p(), 5e-6);
  }

  @Test
  void pairs() {
    StudentTest test = StudentTest.of(Design.PAIRED, Tail.TWO_SIDED, FIRST, SECOND);
    assertEquals(-4.0621, test.statistic(), 5e-5);
    assertEquals(9, test.freedom());
    assertEquals(0.002833, test.p(), 5e-7);
  }

  @Test
  void oneTailIsHalfOfBothOnTheSideThatIsExpected() {
    StudentTest larger = StudentTest.of(Design.PAIRED, Tail.GREATER, SECOND, FIRST);
    assertEquals(0.001416, larger.p(), 5e-7);
    StudentTest smaller = StudentTest.of(Design.PAIRED, Tail.GREATER, FIRST, SECOND);
    assertEquals(0.9986, smaller.p(), 5e-5);
  }

  @Test
  void whatCannotBeTestedSaysWhy() {
    double[] one = {1};
    double[] same = {0.1, 0.1, 0.1};
    double[] shifted = {0.8, 0.7, 0.6};
    double[] by = {0.9, 0.8, 0.7}; // more by 0.1, but for rounding
    assertEquals(Optional.of("fewer than 2 values"), StudentTest.obstacle(Design.WELCH, one, by));
    assertEquals(Optional.of("no variance"), StudentTest.obstacle(Design.WELCH, same, same));
    assertEquals(Optional.of("no variance"), StudentTest.obstacle(Design.PAIRED, by, shifted));
    assertEquals(Optional.empty(), StudentTest.obstacle(Design.WELCH, by, shifted));
    assertEquals(Optional.empty(), StudentTest.obstacle(Design.WELCH, same, by));
    assertTrue(
        assertThrows(
                IllegalArgumentException.class,
                () -> StudentTest.of(Design.WELCH, Tail.TWO_SIDED, same, same))
            .getMessage()
            .contains("no variance"));
  }

  /** Where one sample does not vary, the other one alone has degrees of freedom. */
  @Test
  void oneSampleMayStandStill() {
    StudentTest test =
        StudentTest.of(
            Design.WELCH, Tail.TWO_SIDED, new double[] {2, 2, 2}, new double[] {0, 1, 2, 3});
    assertEquals(3, test.freedom(), 1e-12);
    assertEquals(0.5 / Math.sqrt(5.0 / 3 / 4), test.statistic(), 1e-12);
  }

  @Test
  void pairsAreWhole() {
    assertThrows(
        IllegalArgumentException.class,
        () -> StudentTest.obstacle(Design.PAIRED, new double[] {1, 2}, new double[] {1, 2, 3}));
  }

  @Test
  void aSpreadIsThatOfAnUnbiasedVariance() {
    Spread spread = Spread.of(new double[] {2, 4, 4, 4, 5, 5, 7, 9});
    assertEquals(8, spread.count());
    assertEquals(5, spread.mean(), 1e-12);
    assertEquals(Math.sqrt(32.0 / 7), spread.deviation().orElseThrow(), 1e-12);
    assertEquals(2, spread.least());
    assertEquals(9, spread.most());
    assertTrue(Spread.of(new double[] {3}).deviation().isEmpty());
    assertThrows(IllegalArgumentException.class, () -> Spread.of(new double[0]));
  }
}
