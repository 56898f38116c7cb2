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

  private static final float[] VALUES = new float[256];

  static {
    Random random = new Random(2);
    for (int level = 1; level < VALUES.length; level++) {
      VALUES[level] = random.nextFloat();
    }
  }

  private static Batch activity(Random random, int rows, int columns, double active) {
    int[] from = new int[columns];
    int[] to = new int[columns];
    int[] entries = new int[rows * columns];
    int count = 0;
    for (int c = columns - 1; c >= 0; c--) {
      from[c] = count;
      for (int n = 0; n < rows; n++) {
        if (random.nextDouble() < active * 2 * c / columns) { // some columns have few, others many
          entries[count++] = ActiveColumns.entry(n, 1 + random.nextInt(255));
        }
      }
      to[c] = count;
    }
    return new ActiveColumns(rows, entries, from, to, VALUES).toBatch();
  }

  /** Binary and rare, which in an array is a matter for events again. */
  @Test
  void rareBinaryListsGiveTheBitsOfArrays() {
    Random random = new Random(3);
    int[] entries =
        IntStream.range(0, 64).map(c -> ActiveColumns.entry(random.nextInt(200), 1)).toArray();
    int[] from = IntStream.range(0, 64).toArray();
    int[] to = IntStream.rangeClosed(1, 64).toArray();
    float[] one = new float[256];
    one[1] = 1;
    Batch lists = new ActiveColumns(200, entries, from, to, one).toBatch();
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
