package org.ontogeny.engine.pruning.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerSelectionTest {

  private static final double[] VALUES = {3, 1, 2, 7, 10}; // in no order

  /** What numpy.percentile([3, 1, 2, 7, 10], q) gives. */
  @ParameterizedTest
  @CsvSource({"0, 1", "10, 1.4", "25, 2", "40, 2.6", "50, 3", "75, 7", "90, 8.8", "100, 10"})
  void percentileInterpolatesLinearly(double percent, double expected) {
    Cut cut = new Percentile(percent, true).cut(VALUES, new long[5]);
    assertEquals(expected, cut.threshold(), 1e-12);
  }

  @Test
  void percentileOfOneValueIsThatValue() {
    assertEquals(4.5, new Percentile(30, true).cut(new double[] {4.5}, new long[1]).threshold());
    assertEquals(0, killed(new Percentile(50, true), new double[0], new long[0]).size());
  }

  /** More zeros than asked for: with ties all go, strictly none does. */
  @Test
  void tiesOnTheLineDieTogetherOrNotAtAll() {
    double[] importance = {0, 0, 0, 0, 0, 1, 2, 3, 4, 5};
    assertEquals(
        List.of(0, 1, 2, 3, 4), killed(new Percentile(10, true), importance, new long[10]));
    assertEquals(List.of(), killed(new Percentile(10, false), importance, new long[10]));
    assertEquals(
        List.of(0, 1, 2, 3, 4), killed(new Percentile(50, false), importance, new long[10]));
  }

  @Test
  void countKillsExactlySoManyOfTheLeastImportant() {
    Random random = new Random(3);
    double[] importance = random.doubles(100).map(x -> Math.floor(10 * x)).toArray();
    long[] tie = random.longs(100).toArray();
    for (int count : new int[] {0, 1, 17, 99, 100}) {
      List<Integer> dead = killed(new Count(count), importance, tie);
      assertEquals(count, dead.size());
      double worst = dead.stream().mapToDouble(k -> importance[k]).max().orElse(-1);
      long better =
          IntStream.range(0, 100).filter(k -> importance[k] < worst && !dead.contains(k)).count();
      assertEquals(0, better);
    }
    assertEquals(100, killed(new Count(1000), importance, tie).size());
  }

  /**
   * Among equals the draw decides: other draws, other deaths, and the first index is not special.
   */
  @Test
  void countBreaksTiesByDraw() {
    double[] importance = new double[40];
    List<Integer> some = killed(new Count(10), importance, new Random(1).longs(40).toArray());
    List<Integer> others = killed(new Count(10), importance, new Random(2).longs(40).toArray());
    assertEquals(10, some.size());
    assertEquals(10, others.size());
    assertNotEquals(some, others);
    long[] rising = IntStream.range(0, 40).mapToLong(k -> 40 - k).toArray();
    assertEquals(
        IntStream.range(30, 40).boxed().toList(), killed(new Count(10), importance, rising));
  }

  @Test
  void impossibleParametersAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Percentile(-1, true));
    assertThrows(IllegalArgumentException.class, () -> new Percentile(100.5, true));
    assertThrows(IllegalArgumentException.class, () -> new Percentile(Double.NaN, true));
    assertThrows(IllegalArgumentException.class, () -> new Count(-1));
  }

  private static List<Integer> killed(LayerSelection selection, double[] importance, long[] tie) {
    Cut cut = selection.cut(importance, tie);
    return IntStream.range(0, importance.length)
        .filter(k -> cut.kills(importance[k], tie[k]))
        .boxed()
        .toList();
  }
}
