package org.ontogeny.dashboards.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThinnedTest {

  private static Thinned<Integer> sums(int most) {
    return new Thinned<>(most, (a, b) -> true, Integer::sum);
  }

  @Test
  void aFewStayAsTheyAre() {
    Thinned<Integer> few = sums(4);
    IntStream.rangeClosed(1, 4).forEach(few::add);
    assertEquals(List.of(1, 2, 3, 4), few.atMost(4));
    assertEquals(List.of(3, 7), few.atMost(3));
    assertEquals(List.of(10), few.atMost(1));
    assertEquals(List.of(1, 2, 3, 4), few.atMost(9));
  }

  @Test
  void manyBecomeFewAndNothingIsLost() {
    Thinned<Integer> many = sums(10);
    for (int count = 1; count <= 10_000; count++) {
      many.add(1);
      List<Integer> kept = many.atMost(10);
      assertTrue(kept.size() <= 10, kept::toString);
      assertEquals(count, kept.stream().mapToInt(n -> n).sum());
    }
  }

  @Test
  void theirWidthsAreEvenButForTheLast() {
    Thinned<Integer> many = sums(4);
    IntStream.range(0, 16).forEach(k -> many.add(1));
    List<Integer> kept = many.atMost(4);
    assertEquals(1, kept.subList(0, kept.size() - 1).stream().distinct().count(), kept::toString);
  }

  @Test
  void whatMustStayApartDoes() {
    Thinned<Integer> apart = new Thinned<>(2, (a, b) -> false, Integer::sum);
    IntStream.range(0, 50).forEach(apart::add);
    assertEquals(50, apart.atMost(2).size());
  }
}
