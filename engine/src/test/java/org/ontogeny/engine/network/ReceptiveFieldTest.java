package org.ontogeny.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceptiveFieldTest {

  private static Population grid(String name, int width, int height) {
    return new Population(name, width * height, 1, false, width);
  }

  private static Projection fields(int width, int height, int radius) {
    return new Projection("p", grid("a", width, height), grid("b", width, height), radius);
  }

  /** Scholl 2018: 5 x 5 fields on 20 x 20 leave 8,836 synapses, (3 + 4 + 16 * 5 + 4 + 3)^2. */
  @Test
  void scholl2018HasSoManySynapses() {
    assertEquals(8836, fields(20, 20, 2).potential());
  }

  @ParameterizedTest
  @CsvSource({"3, 2, 0, 6", "3, 2, 1, 28", "3, 2, 9, 36", "3, 2, -1, 36"})
  void fieldsAreCutAtTheBorder(int width, int height, int radius, long expected) {
    assertEquals(expected, fields(width, height, radius).potential());
  }

  /** Grids of unequal size, and radii up to the largest, against counting one by one. */
  @ParameterizedTest
  @CsvSource({"7, 5, 3, 2, 0", "3, 2, 7, 5, 1", "4, 9, 9, 4, 2", "1, 6, 5, 1, 2147483647"})
  void potentialSynapsesAreThosePossible(int wide, int high, int wider, int higher, int radius) {
    Projection projection =
        new Projection("p", grid("a", wide, high), grid("b", wider, higher), radius);
    long possible = 0;
    for (int i = 0; i < wide * high; i++) {
      for (int j = 0; j < wider * higher; j++) {
        possible += projection.possible(i, j) ? 1 : 0;
      }
    }
    assertEquals(possible, projection.potential());
  }

  @Test
  void fieldsOfEqualGridsAreCentredOnTheSamePlace() {
    Projection projection = fields(5, 4, 1);
    for (int i = 0; i < 20; i++) {
      for (int j = 0; j < 20; j++) {
        boolean near = Math.abs(i % 5 - j % 5) <= 1 && Math.abs(i / 5 - j / 5) <= 1;
        assertEquals(near, projection.possible(i, j), i + " -> " + j);
      }
    }
  }

  /** Four neurons over a row of eight: centred on 1, 3, 5, 7. */
  @Test
  void fieldsOfASmallerGridAreSpreadEvenly() {
    Projection projection = new Projection("p", grid("a", 8, 1), grid("b", 4, 1), 0);
    for (int j = 0; j < 4; j++) {
      for (int i = 0; i < 8; i++) {
        assertEquals(i == 2 * j + 1, projection.possible(i, j), i + " -> " + j);
      }
    }
  }

  @Test
  void fieldsNeedGrids() {
    Population flat = new Population("flat", 4, 1, false, 0);
    Population grid = grid("grid", 2, 2);
    assertThrows(IllegalArgumentException.class, () -> new Projection("p", flat, grid, 1));
    assertThrows(IllegalArgumentException.class, () -> new Projection("p", grid, flat, 1));
    assertThrows(IllegalArgumentException.class, () -> new Projection("p", grid, grid, -2));
  }
}
