package org.ontogeny.engine.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ontogeny.kernel.Key;

class ShuffleTest {

  @Test
  void isAPermutationOfAnyLength() {
    for (int n : new int[] {0, 1, 2, 17, 60_000}) {
      int[] order = Shuffle.epoch(3, 0, 5, n);
      Arrays.sort(order);
      assertArrayEquals(IntStream.range(0, n).toArray(), order);
    }
  }

  @Test
  void dependsOnEveryPartOfItsAddress() {
    int[] order = Shuffle.epoch(3, 0, 5, 100);
    assertArrayEquals(order, Shuffle.epoch(3, 0, 5, 100));
    assertFalse(Arrays.equals(order, Shuffle.epoch(4, 0, 5, 100)));
    assertFalse(Arrays.equals(order, Shuffle.epoch(3, 1, 5, 100)));
    assertFalse(Arrays.equals(order, Shuffle.epoch(3, 0, 6, 100)));
  }

  /**
   * Chi-squared over the 24 orders of four; 23 degrees of freedom exceed 49.7 once in a thousand.
   */
  @Test
  void everyOrderIsAsLikely() {
    int draws = 24_000;
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < draws; i++) {
      String order = Arrays.toString(Shuffle.permutation(Key.of(11).with(i), 4));
      counts.merge(order, 1, Integer::sum);
    }
    assertEquals(24, counts.size());
    double expected = draws / 24.0;
    double chiSquared =
        counts.values().stream().mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
    assertTrue(chiSquared < 49.7, () -> "chi-squared is " + chiSquared);
  }

  /** With a bound of 3 * 2^29 a draw without rejection would hit even thirds unevenly. */
  @Test
  void largeBoundsAreUniform() {
    int n = 3 << 29;
    int draws = 30_000;
    int[] thirds = new int[3];
    for (int i = 0; i < draws; i++) {
      int draw = Shuffle.below(Key.of(5), i, n);
      assertTrue(draw >= 0 && draw < n);
      thirds[draw % 3]++;
    }
    for (int count : thirds) {
      assertEquals(draws / 3.0, count, 5 * Math.sqrt(draws * 2 / 9.0));
    }
  }
}
