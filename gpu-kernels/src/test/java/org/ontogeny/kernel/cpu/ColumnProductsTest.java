package org.ontogeny.kernel.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ontogeny.kernel.ActiveColumns;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.Synapses;
import org.ontogeny.kernel.Weights;

/**
 * Lists of what is active give the same bits as the same activity in an array; what those bits are
 * worth, {@link FewPostsTest} and the contract of the kernels say.
 */
class ColumnProductsTest {

  private static final CpuKernels KERNELS = new CpuKernels();

  private static Batch activity(Random random, int rows, int columns, double active) {
    int[] start = new int[columns + 1];
    int[] row = new int[rows * columns];
    float[] value = new float[rows * columns];
    int count = 0;
    for (int c = 0; c < columns; c++) {
      for (int n = 0; n < rows; n++) {
        if (random.nextDouble() < active * 2 * c / columns) { // some columns have few, others many
          row[count] = n;
          value[count++] = random.nextFloat();
        }
      }
      start[c + 1] = count;
    }
    return new ActiveColumns(rows, start, row, value).toBatch();
  }

  /** Binary and rare, which in an array is a matter for events again. */
  @Test
  void rareBinaryListsGiveTheBitsOfArrays() {
    Random random = new Random(3);
    int[] start = new int[65];
    int[] row = new int[64];
    float[] value = new float[64];
    for (int c = 0; c < 64; c++) {
      row[c] = random.nextInt(200);
      value[c] = 1;
      start[c + 1] = c + 1;
    }
    Batch lists = new ActiveColumns(200, start, row, value).toBatch();
    float[] weight = new float[200 * 12];
    for (int k = 0; k < weight.length; k++) {
      weight[k] = random.nextFloat() - 0.5f;
    }
    Synapses synapses = Synapses.full(200, 12);
    assertArrayEquals(
        KERNELS.toPost(synapses, new Weights(weight), array(lists)).values(),
        KERNELS.toPost(synapses, new Weights(weight), lists).values());
  }

  private static Batch array(Batch lists) {
    Batch array = new Batch(lists.rows(), lists.columns(), lists.form().toArray());
    assertNull(array.form());
    return array;
  }

  @ParameterizedTest
  @CsvSource({
    "784, 16, 512, 0.9, 0.2, true",
    "784, 16, 500, 0.05, 0.2, false",
    "300, 10, 131, 0.5, 0.4, true",
    "50, 3, 64, 1, 0.1, true",
    "20, 1, 203, 0.1, 0.5, false",
    "7, 13, 77, 0.1, 0, false"
  })
  void listsGiveTheBitsOfArrays(
      int pres, int posts, int columns, double density, double active, boolean dense) {
    Random random = new Random(pres + posts);
    int[] pairs =
        IntStream.range(0, pres * posts).filter(k -> random.nextDouble() < density).toArray();
    Synapses synapses =
        Synapses.of(
            pres,
            posts,
            IntStream.of(pairs).map(k -> k % pres).toArray(),
            IntStream.of(pairs).map(k -> k / pres).toArray());
    assertEquals(dense, synapses.dense());
    float[] weight = new float[synapses.slots()];
    for (int slot : synapses.livingSlots()) {
      weight[slot] = random.nextFloat() - 0.5f;
    }
    Batch lists = activity(random, pres + 5, columns, active).rows(3, pres + 3);
    Batch array = array(lists);
    assertTrue(lists.form() instanceof ActiveColumns);
    float[] errors = new float[posts * columns];
    for (int k = 0; k < errors.length; k++) {
      errors[k] = random.nextFloat() - 0.5f;
    }
    Batch error = new Batch(posts, columns, errors);

    assertArrayEquals(
        KERNELS.toPost(synapses, new Weights(weight), array).values(),
        KERNELS.toPost(synapses, new Weights(weight), lists).values());

    float[] before = new float[synapses.slots()];
    for (int slot : synapses.livingSlots()) {
      before[slot] = random.nextFloat();
    }
    float[] ofArray = before.clone();
    float[] ofLists = before.clone();
    KERNELS.outer(synapses, array, error, -0.25f, ofArray);
    KERNELS.outer(synapses, lists, error, -0.25f, ofLists);
    assertArrayEquals(ofArray, ofLists);
    assertEquals(active > 0, !Arrays.equals(before, ofLists));
  }
}
