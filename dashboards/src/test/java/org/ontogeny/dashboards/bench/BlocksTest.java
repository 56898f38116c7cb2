package org.ontogeny.dashboards.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlocksTest {

  private final List<String> order = new ArrayList<>();

  private Blocks.Side side(String name, double... values) {
    int[] next = {0};
    return () -> {
      order.add(name);
      return values[next[0]++];
    };
  }

  @Test
  void sidesTakeTurnsAndTheFirstChanges() {
    Blocks.alternate(3, List.of(side("a", 1, 2, 3), side("b", 4, 5, 6)));
    assertEquals(List.of("a", "b", "b", "a", "a", "b"), order);
  }

  @Test
  void ratiosAreOfPairs() {
    Blocks blocks = Blocks.alternate(3, List.of(side("a", 2, 30, 4), side("b", 1, 10, 8)));
    assertEquals(List.of(2.0, 3.0, 0.5), blocks.ratios(0, 1));
    assertEquals(List.of(0.5, 1 / 3.0, 2.0), blocks.ratios(1, 0));
    assertEquals(List.of(20.0, 30.0, 5.0), blocks.scaled(0, 1, 10));
    assertEquals(2.0, Figure.of("?", "ratio", blocks.ratios(0, 1)).median());
  }

  @Test
  void aRateIsWorkOverTime() {
    long[] calls = {0};
    double rate =
        Blocks.rate(
            0.02,
            () -> {
              calls[0]++;
              return 7;
            });
    assertTrue(rate > 0 && rate <= 7 * calls[0] / 0.02, rate + " with " + calls[0] + " calls");
  }

  @Test
  void figuresAndNotesStandBelowTheirQuestion() {
    String long25 = "words ".repeat(25).strip();
    List<Answer> answers =
        List.of(
            new Answer("One?", List.of(Figure.of("One?", "times", List.of(2.0))), List.of(long25)),
            new Answer("Two?", List.of(), List.of("left out: no masks")));
    List<String> lines = FigureReport.lines(answers);
    assertEquals("One?", lines.get(1));
    assertTrue(lines.get(2).matches("  times +2 +2 +2 *"), lines.get(2));
    assertEquals(("  " + "words ".repeat(13)).stripTrailing(), lines.get(3));
    assertEquals("Two?", lines.get(5));
    assertEquals("  left out: no masks", lines.get(6));
  }
}
