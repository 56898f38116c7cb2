package org.ontogeny.kernel.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.ontogeny.kernel.Levels;
import org.ontogeny.kernel.Synapses;
import org.ontogeny.kernel.Weights;

/**
 * Levels of a data set, listed for dense synapses and packed for sparse ones, give the same bits as
 * the same activity in an array; what those bits are worth, {@link FewPostsTest} and the contract
 * of the kernels say.
 */
class LevelProductsTest {

  private static final CpuKernels KERNELS = new CpuKernels();

  /** Some columns have few, others many; they are a choice of those of a data set. */
  private static Batch activity(Random random, int rows, int columns, double active, int full) {
    byte[] levels = new byte[rows * (columns + 5)];
    for (int i = 0; i < levels.length; i++) {
      int column = i / rows;
      if (random.nextDouble() < active * 2 * column / columns) {
        levels[i] = (byte) (1 + random.nextInt(full));
      }
    }
    int[] chosen = random.ints(columns, 0, columns + 5).toArray();
    return new ActiveColumns(new Levels(rows, columns + 5, full, levels), chosen).toBatch();
  }

  /** Binary and rare, which in an array is a matter for events again. */
  @Test
  void rareBinaryListsGiveTheBitsOfArrays() {
    Random random = new Random(3);
    byte[] levels = new byte[200 * 64];
    for (int c = 0; c < 64; c++) {
      levels[200 * c + random.nextInt(200)] = 1;
    }
    int[] all = IntStream.range(0, 64).toArray();
    Batch lists = new ActiveColumns(new Levels(200, 64, 1, levels), all).toBatch();
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
    "784, 16, 512, 0.9, 0.2, 255, true",
    "784, 16, 512, 0.05, 0.2, 255, false",
    "784, 16, 500, 0.05, 0.2, 100, false",
    "300, 10, 131, 0.5, 0.4, 3, true",
    "300, 10, 131, 0.15, 0.4, 255, false",
    "50, 3, 64, 1, 0.1, 255, true",
    "20, 1, 203, 0.1, 0.5, 17, false",
    "7, 13, 77, 0.1, 0, 255, false"
  })
  void levelsGiveTheBitsOfArrays(
      int pres, int posts, int columns, double density, double active, int full, boolean dense) {
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
    Batch lists = activity(random, pres + 5, columns, active, full).rows(3, pres + 3);
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

  /** Every level of every full one, by one synapse of weight 1. */
  @Test
  void everyLevelIsTheRoundedQuotient() {
    Synapses one = Synapses.of(6, 1, new int[] {2}, new int[] {0});
    assertFalse(one.dense());
    int[] all = IntStream.range(0, 256).toArray();
    for (int full = 1; full < 256; full++) {
      byte[] levels = new byte[6 * 256];
      float[] expected = new float[256];
      for (int level = 0; level < 256; level++) {
        levels[6 * level + 2] = (byte) level;
        expected[level] = level / (float) full;
      }
      Batch batch = new ActiveColumns(new Levels(6, 256, full, levels), all).toBatch();
      float[] drive = KERNELS.toPost(one, new Weights(new float[] {1}), batch).values();
      assertArrayEquals(expected, drive, "of " + full);
    }
  }
}
