package org.ontogeny.dashboards.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines that stay at the bottom, as somebody sees them. */
class BottomLinesTest {

  private static final int COLUMNS = 12;

  private final Screen screen = new Screen(COLUMNS, 6).write("$ run\r\n");
  private final BottomLines bottom = new BottomLines();

  private void draw(String... lines) {
    screen.write(bottom.draw(List.of(lines), List.of(lines), COLUMNS));
  }

  @Test
  void linesAreDrawnInTheSamePlace() {
    draw("a long one", "b", "c");
    draw("short", "", "longer");
    assertEquals(List.of("$ run", "short", "", "longer", "", ""), screen.lines());
    assertEquals(3, screen.row());
    assertEquals(0, screen.column());
  }

  @Test
  void fewerLinesLeaveNoneOfThoseBefore() {
    draw("a", "b", "c");
    draw("x");
    assertEquals(List.of("$ run", "x", "", "", "", ""), screen.lines());
    draw("a", "b", "c");
    assertEquals(List.of("$ run", "a", "b", "c", "", ""), screen.lines());
  }

  @Test
  void whatIsSaidScrollsAbove() {
    for (int k = 1; k <= 4; k++) {
      draw("a" + k, "b" + k);
      screen.write(bottom.erase(COLUMNS) + "said " + k + "\r\n");
      draw("a" + k, "b" + k);
    }
    assertEquals(List.of("said 1", "said 2", "said 3", "said 4", "a4", "b4"), screen.lines());
  }

  @Test
  void erasedTheyAreGoneAndLeftTheyStay() {
    draw("a", "b");
    screen.write(bottom.erase(COLUMNS));
    assertEquals(List.of("$ run", "", "", "", "", ""), screen.lines());
    assertEquals(1, screen.row());
    draw("a", "b");
    screen.write(bottom.leave()).write("done\r\n").write(bottom.leave());
    assertEquals(List.of("$ run", "a", "b", "done", "", ""), screen.lines());
    assertEquals(4, screen.row());
  }

  /** As a terminal that breaks lines anew shows what was drawn when it was wider. */
  @Test
  void linesThatANarrowerTerminalHasBrokenAreFoundAgain() {
    bottom.draw(List.of("a".repeat(11), "b", "c"), List.of("a".repeat(11), "b", "c"), COLUMNS);
    Screen narrow = new Screen(6, 6).write("$ run\r\n" + "a".repeat(11) + "\r\nb\r\nc\r");
    assertEquals(List.of("$ run", "aaaaaa", "aaaaa", "b", "c", ""), narrow.lines());
    narrow.write(bottom.draw(List.of("x", "y"), List.of("x", "y"), 6));
    assertEquals(List.of("$ run", "x", "y", "", "", ""), narrow.lines());
  }

  @Test
  void colours() {
    screen.write(
        bottom.draw(List.of("label text"), List.of("\u001b[36mlabel\u001b[0m text"), COLUMNS));
    draw("label text");
    assertEquals("label text", screen.lines().get(1));
    assertEquals(0, screen.wraps());
  }
}
