package org.ontogeny.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class BatchTest {

  @Test
  void readsRowByRow() {
    Batch batch = new Batch(2, 3, new float[] {1, 2, 3, 4, 5, 6});
    assertEquals(3f, batch.get(0, 2));
    assertEquals(4f, batch.get(1, 0));
    assertEquals(0, Batch.zeros(0, 5).values().length);
  }

  @Test
  void refusesAnotherNumberOfValues() {
    Exception e = assertThrows(IllegalArgumentException.class, () -> new Batch(2, 3, new float[5]));
    assertEquals("a batch of 2 x 3 needs 6 values but has 5", e.getMessage());
    // 65536 * 65536 is 0 in 32 bits
    assertThrows(IllegalArgumentException.class, () -> new Batch(65536, 65536, new float[0]));
  }
}
