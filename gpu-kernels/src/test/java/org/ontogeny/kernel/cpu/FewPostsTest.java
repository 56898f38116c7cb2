package org.ontogeny.kernel.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.Synapses;
import org.ontogeny.kernel.Weights;

/** Dense synapses onto few neurons against float64 loops, through the backend. */
class FewPostsTest {

  private static final CpuKernels KERNELS = new CpuKernels();

  private static Batch random(Random random, int rows, int columns) {
    float[] values = new float[rows * columns];
    for (int k = 0; k < values.length; k++) {
      values[k] = random.nextFloat() - 0.3f;
    }
    return new Batch(rows, columns, values);
  }

  /** Some pairs of all, by post, then pre. */
  private static int[] living(Random random, int pairs, double density) {
    return IntStream.range(0, pairs).filter(k -> random.nextDouble() < density).toArray();
  }

  @ParameterizedTest
  @CsvSource({
    "784, 16, 512, 0.9",
    "100, 8, 512, 0.9",
    "13, 1, 64, 1",
    "30, 7, 200, 0.5",
    "8, 3, 131, 0.6"
  })
  void productsAreThoseOfFloat64(int pres, int posts, int columns, double density) {
    Random random = new Random(pres);
    int[] pairs = living(random, pres * posts, density);
    int[] pre = IntStream.of(pairs).map(k -> k % pres).toArray();
    int[] post = IntStream.of(pairs).map(k -> k / pres).toArray();
    Synapses synapses = Synapses.of(pres, posts, pre, post);
    assertTrue(synapses.dense());
    float[] weight = new float[synapses.slots()];
    for (int slot : synapses.livingSlots()) {
      weight[slot] = random.nextFloat() - 0.5f;
    }
    Batch x = random(random, pres, columns);
    Batch y = random(random, posts, columns);
    assertTrue(FewPosts.are(posts, x));

    Batch drive = KERNELS.toPost(synapses, new Weights(weight), x);
    float[] gradient = new float[synapses.slots()];
    KERNELS.outer(synapses, x, y, -0.5f, gradient);
    for (int j = 0; j < posts; j++) {
      for (int c = 0; c < columns; c++) {
        double sum = 0;
        double size = 0;
        for (int i = 0; i < pres; i++) {
          double term = (double) weight[j * pres + i] * x.get(i, c);
          sum += term;
          size += Math.abs(term);
        }
        assertEquals(sum, drive.get(j, c), (pres + 3) * 0x1p-24 * size + 1e-12);
      }
      for (int i = 0; i < pres; i++) {
        double sum = 0;
        double size = 0;
        for (int c = 0; c < columns; c++) {
          double term = (double) x.get(i, c) * y.get(j, c);
          sum += term;
          size += Math.abs(term);
        }
        boolean alive = IntStream.of(synapses.livingSlots()).anyMatch(of(j * pres + i));
        double expected = alive ? -0.5 * sum : 0;
        assertEquals(expected, gradient[j * pres + i], (columns + 3) * 0x1p-24 * size + 1e-12);
      }
    }
  }

  private static IntPredicate of(int slot) {
    return other -> other == slot;
  }
}
