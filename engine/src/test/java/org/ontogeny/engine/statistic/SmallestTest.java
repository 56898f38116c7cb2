package org.ontogeny.engine.statistic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SmallestTest {

  private record Entry(double number, long tie, int item) {}

  private static List<Entry> entries(Random random, int count, int values) {
    List<Entry> entries = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      entries.add(new Entry(random.nextInt(values) / 8.0, random.nextLong(), k));
    }
    return entries;
  }

  private static List<Entry> sorted(List<Entry> entries) {
    Comparator<Entry> order =
        Comparator.comparingDouble(Entry::number).thenComparingLong(Entry::tie);
    return entries.stream().sorted(order).toList();
  }

  /** Against sorting everything; with few values, so that ties decide. */
  @Test
  void theyAreTheFirstOfTheSorted() {
    Random random = new Random(1);
    for (int trial = 0; trial < 2000; trial++) {
      int count = random.nextInt(60);
      int most = random.nextInt(70);
      List<Entry> entries = entries(random, count, 1 + random.nextInt(20));
      Smallest smallest = new Smallest(most);
      for (Entry entry : entries) {
        if (smallest.admits(entry.number())) {
          smallest.offer(entry.number(), entry.tie(), entry.item());
        }
      }
      List<Entry> expected = sorted(entries).subList(0, Math.min(most, count));
      double[] numbers = smallest.numbers();
      long[] ties = smallest.ties();
      int[] items = smallest.items();
      List<Entry> found =
          IntStream.range(0, smallest.size())
              .mapToObj(k -> new Entry(numbers[k], ties[k], items[k]))
              .toList();
      assertEquals(expected, sorted(found));
      if (!expected.isEmpty()) {
        assertEquals(expected.get(expected.size() - 1).number(), smallest.largest());
        assertEquals(expected.get(expected.size() - 1).tie(), smallest.largestTie());
      }
    }
  }

  @Test
  void ofNoneThereAreNone() {
    Smallest none = new Smallest(0);
    assertFalse(none.admits(Double.NEGATIVE_INFINITY));
    none.offer(-1, 0, 0);
    assertEquals(0, none.size());
    assertArrayEquals(new double[0], none.numbers());
    assertTrue(new Smallest(Integer.MAX_VALUE).admits(Double.POSITIVE_INFINITY));
  }
}
