package org.ontogeny.dashboards.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineageTest {

  private static Lineage.Stretch stretch(long first, long last) {
    return new Lineage.Stretch(first, last);
  }

  @Test
  void withoutATurnEverythingIsPast() {
    assertEquals(List.of(stretch(1, 7)), new Lineage().until(7));
    assertEquals(List.of(), new Lineage().until(0));
  }

  @Test
  void whatWasGivenUpIsLeftOut() {
    Lineage lineage = new Lineage();
    lineage.branched(9, 8);
    lineage.branched(16, 8);
    lineage.branched(21, 15);
    assertEquals(List.of(stretch(1, 8)), lineage.until(8));
    assertEquals(List.of(stretch(1, 8), stretch(9, 12)), lineage.until(12));
    assertEquals(List.of(stretch(1, 8), stretch(16, 20)), lineage.until(20));
    assertEquals(List.of(stretch(1, 8), stretch(9, 15), stretch(21, 30)), lineage.until(30));
    assertTrue(lineage.isPast(12, 30));
    assertFalse(lineage.isPast(18, 30));
    assertTrue(lineage.isPast(30, 30));
  }

  @Test
  void aTurnMayLeadToTheVeryBeginning() {
    Lineage lineage = new Lineage();
    lineage.branched(5, 0);
    assertEquals(List.of(stretch(5, 6)), lineage.until(6));
  }

  @Test
  void aTurnLeadsBack() {
    assertThrows(IllegalArgumentException.class, () -> new Lineage().branched(5, 5));
    assertThrows(IllegalArgumentException.class, () -> new Lineage().branched(5, -1));
  }
}
