package org.ontogeny.engine.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ontogeny.kernel.Batch;

class ExamplesTest {

  private static final int SIDE = 5;
  private static final int SIZE = 90;

  /** Bytes of every size, of which one in so many is not made 0; labels go round. */
  private static byte[] bytes(Values values, int one) {
    Random random = new Random(4);
    byte[] states = new byte[SIZE * SIDE * SIDE];
    for (int k = 0; k < states.length; k++) {
      states[k] = (byte) random.nextInt(values == Values.GREY ? 256 : 2);
      if (random.nextInt(one) > 0) {
        states[k] = 0;
      }
    }
    return states;
  }

  private static Examples examples(Values values) {
    return examples(values, bytes(values, 1));
  }

  private static Examples examples(Values values, byte[] states) {
    byte[] labels = new byte[SIZE];
    for (int example = 0; example < SIZE; example++) {
      labels[example] = (byte) (example % 4);
    }
    return new Examples(SIDE, SIDE, 4, values, states, labels);
  }

  /** Around the width of a tile of columns, whole and in slices of pixels, to the bit. */
  @ParameterizedTest
  @CsvSource({
    "GREY, 1, 0, 0, 25",
    "GREY, 1, 1, 0, 25",
    "GREY, 1, 63, 0, 25",
    "GREY, 1, 64, 3, 11",
    "GREY, 1, 65, 24, 25",
    "GREY, 1, 200, 0, 25",
    "GREY, 1, 130, 7, 7",
    "GREY, 4, 65, 0, 25",
    "GREY, 4, 130, 3, 11",
    "GREY, 4, 2, 7, 7",
    "GREY, 1000000, 2, 0, 25",
    "BINARY, 1, 1, 2, 3",
    "BINARY, 1, 129, 0, 25",
  })
  void columnsAreTheBytesAsShares(Values values, int one, int columns, int from, int to) {
    byte[] bytes = bytes(values, one);
    int[] chosen = new Random(columns).ints(columns, 0, SIZE).toArray();
    Batch batch = examples(values, bytes).columns(chosen, from, to);
    float[] expected = new float[(to - from) * columns];
    for (int pixel = from; pixel < to; pixel++) {
      for (int column = 0; column < columns; column++) {
        int grey = Byte.toUnsignedInt(bytes[chosen[column] * SIDE * SIDE + pixel]);
        expected[(pixel - from) * columns + column] = values == Values.GREY ? grey / 255f : grey;
      }
    }
    assertEquals(to - from, batch.rows());
    assertEquals(columns, batch.columns());
    assertArrayEquals(expected, batch.values());
  }

  @Test
  void targetsAreOneForTheClassOfAnExample() {
    Examples examples = examples(Values.BINARY);
    int[] chosen = {0, 3, 5, 6, 0};
    assertArrayEquals(
        new float[] {
          1, 0, 0, 0, 1,
          0, 0, 1, 0, 0,
          0, 0, 0, 1, 0,
          0, 1, 0, 0, 0
        },
        examples.targets(chosen, 0, 4).values());
    Batch slice = examples.targets(chosen, 2, 3);
    assertEquals(1, slice.rows());
    assertArrayEquals(new float[] {0, 0, 0, 1, 0}, slice.values());
    assertThrows(IndexOutOfBoundsException.class, () -> examples.targets(chosen, 2, 5));
    assertThrows(IndexOutOfBoundsException.class, () -> examples.targets(chosen, -1, 2));
    assertThrows(IndexOutOfBoundsException.class, () -> examples.targets(new int[] {90}, 0, 4));
  }

  @Test
  void placesThatDoNotExist() {
    Examples examples = examples(Values.GREY);
    for (int example : new int[] {-1, SIZE}) {
      assertThrows(
          IndexOutOfBoundsException.class, () -> examples.columns(new int[] {example}, 0, 0));
    }
    int[] first = {0};
    assertThrows(IndexOutOfBoundsException.class, () -> examples.columns(first, -1, 2));
    assertThrows(IndexOutOfBoundsException.class, () -> examples.columns(first, 3, 2));
    assertThrows(IndexOutOfBoundsException.class, () -> examples.columns(first, 0, 26));
  }

  @Test
  void onlyExamplesOfAKindComeTogether() {
    Examples grey = examples(Values.GREY);
    assertEquals(2 * SIZE, grey.and(grey).size());
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> grey.and(examples(Values.BINARY)));
    assertEquals(
        "expected grey examples of 5 x 5 pixels in 4 classes, got binary examples of 5 x 5 pixels"
            + " in 4 classes",
        error.getMessage());
  }
}
