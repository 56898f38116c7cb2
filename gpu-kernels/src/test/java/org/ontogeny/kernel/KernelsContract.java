package org.ontogeny.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every backend must compute, against plain float64 loops over an alive matrix. A float32 sum
 * of n products is within (n + 3) 2^-24 of the sum of their absolute values, in whatever order it
 * runs.
 */
public abstract class KernelsContract {

  private static final double UNIT = 0x1p-24;

  private final Kernels kernels = kernels();

  /** The backend under test. */
  protected abstract Kernels kernels();

  static Stream<Wiring> wirings() {
    return Stream.of(
        Wiring.random(0, 3, 4, 1),
        Wiring.random(3, 0, 4, 1),
        Wiring.random(5, 7, 0, 1),
        Wiring.random(5, 7, 0, 0.1),
        Wiring.random(1, 1, 1, 1),
        Wiring.random(1, 9, 5, 1),
        Wiring.random(9, 1, 5, 1),
        Wiring.random(6, 5, 4, 0),
        Wiring.random(7, 5, 1, 0.7),
        Wiring.random(61, 40, 1, 0.1),
        Wiring.random(33, 17, 100, 0.1),
        Wiring.random(33, 17, 100, 0.5),
        Wiring.random(20, 31, 64, 1),
        Wiring.random(100, 60, 37, 0.02),
        Wiring.random(100, 60, 2, 0.15),
        Wiring.random(40, 61, 1, 0.9),
        Wiring.random(40, 61, 2, 0.9),
        Wiring.random(61, 40, 6, 1),
        Wiring.random(61, 40, 7, 1),
        Wiring.random(70, 50, 129, 0.8));
  }

  @Test
  void bothFormsAreAmongTheWirings() {
    assertTrue(wirings().anyMatch(w -> w.synapses().dense() && w.living() < w.potential()));
    assertTrue(wirings().anyMatch(w -> !w.synapses().dense() && w.living() > 0));
  }

  @ParameterizedTest
  @MethodSource("wirings")
  void toPostSumsOverPresynapticNeurons(Wiring w) {
    float[] weight = w.weights();
    Batch pre = w.graded(w.pres(), 1);
    Batch drive = kernels.toPost(w.synapses(), weight, pre);
    assertShape(w.posts(), w.columns(), drive);
    for (int post = 0; post < w.posts(); post++) {
      for (int c = 0; c < w.columns(); c++) {
        double sum = 0;
        double size = 0;
        for (int i = 0; i < w.pres(); i++) {
          double term = w.valueAt(weight, i, post) * pre.get(i, c);
          sum += term;
          size += Math.abs(term);
        }
        assertEquals(sum, drive.get(post, c), (w.pres() + 3) * UNIT * size);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("wirings")
  void toPreSumsOverPostsynapticNeurons(Wiring w) {
    float[] weight = w.weights();
    Batch post = w.graded(w.posts(), 1);
    Batch drive = kernels.toPre(w.synapses(), weight, post);
    assertShape(w.pres(), w.columns(), drive);
    for (int pre = 0; pre < w.pres(); pre++) {
      for (int c = 0; c < w.columns(); c++) {
        double sum = 0;
        double size = 0;
        for (int j = 0; j < w.posts(); j++) {
          double term = w.valueAt(weight, pre, j) * post.get(j, c);
          sum += term;
          size += Math.abs(term);
        }
        assertEquals(sum, drive.get(pre, c), (w.posts() + 3) * UNIT * size);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("wirings")
  void outerAddsTheCorrelationOfBothEnds(Wiring w) {
    float scale = -0.3f;
    Batch pre = w.graded(w.pres(), 1);
    Batch post = w.graded(w.posts(), 2);
    float[] before = w.weights();
    float[] gradient = before.clone();
    kernels.outer(w.synapses(), pre, post, scale, gradient);
    w.synapses()
        .forEach(
            (slot, i, j) -> {
              double sum = before[slot];
              double size = Math.abs(sum);
              for (int c = 0; c < w.columns(); c++) {
                double term = (double) scale * pre.get(i, c) * post.get(j, c);
                sum += term;
                size += Math.abs(term);
              }
              assertEquals(sum, gradient[slot], (w.columns() + 3) * UNIT * size);
            });
    for (int slot : w.deadSlots()) {
      assertEquals(0, Float.floatToRawIntBits(gradient[slot]), "a dead slot holds exactly 0");
    }
  }

  @ParameterizedTest
  @MethodSource("wirings")
  void coincidencesCountColumnsWithBothEndsActive(Wiring w) {
    Batch pre = w.binary(w.pres(), 1);
    Batch post = w.binary(w.posts(), 2);
    long[] together = new long[w.synapses().slots()];
    for (int slot : w.synapses().livingSlots()) {
      together[slot] = (1L << 40) + slot;
    }
    kernels.coincidences(w.synapses(), pre, post, together);
    w.synapses()
        .forEach(
            (slot, i, j) -> {
              long count = 0;
              for (int c = 0; c < w.columns(); c++) {
                count += (long) (pre.get(i, c) * post.get(j, c));
              }
              assertEquals((1L << 40) + slot + count, together[slot]);
            });
    for (int slot : w.deadSlots()) {
      assertEquals(0, together[slot]);
    }
  }

  /**
   * A backend may keep buffers from call to call; whatever an earlier product, larger or as large,
   * left in them must not show.
   */
  @ParameterizedTest
  @MethodSource("wirings")
  void nothingIsLeftOfEarlierResults(Wiring w) {
    for (Supplier<float[]> operation : operations(w)) {
      float[] expected = operation.get();
      for (float garbage : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.MAX_VALUE}) {
        fillBuffers(Synapses.full(w.pres() + 9, w.posts() + 9), w.columns() + 9, garbage);
        fillBuffers(w.synapses(), w.columns(), garbage);
        float[] actual = operation.get();
        assertArrayEquals(expected, actual);
        for (float value : actual) {
          assertTrue(Float.isFinite(value));
        }
      }
    }
  }

  private void fillBuffers(Synapses synapses, int columns, float garbage) {
    float[] weight = new float[synapses.slots()];
    Arrays.fill(weight, garbage);
    Batch pre = Batch.zeros(synapses.pres(), columns);
    Batch post = Batch.zeros(synapses.posts(), columns);
    Arrays.fill(pre.values(), garbage);
    Arrays.fill(post.values(), garbage);
    kernels.toPost(synapses, weight, pre);
    kernels.toPre(synapses, weight, post);
    kernels.coincidences(synapses, pre, post, new long[synapses.slots()]);
    kernels.outer(synapses, pre, post, 1, weight);
  }

  private List<Supplier<float[]>> operations(Wiring w) {
    Batch pre = w.graded(w.pres(), 1);
    Batch post = w.graded(w.posts(), 2);
    return List.of(
        () -> kernels.toPost(w.synapses(), w.weights(), pre).values(),
        () -> kernels.toPre(w.synapses(), w.weights(), post).values(),
        () -> {
          float[] gradient = new float[w.synapses().slots()];
          kernels.outer(w.synapses(), pre, post, 0.1f, gradient);
          return gradient;
        },
        () -> {
          long[] together = new long[w.synapses().slots()];
          kernels.coincidences(w.synapses(), pre, post, together);
          float[] counts = new float[together.length];
          for (int slot = 0; slot < counts.length; slot++) {
            counts[slot] = together[slot];
          }
          return counts;
        });
  }

  @Test
  void activeMeansAboveZero() {
    Batch graded =
        new Batch(
            2,
            4,
            new float[] {0.1f, -0.1f, 0, Float.MIN_VALUE, -0f, Float.NaN, 2, Float.MAX_VALUE});
    long[] active = {10, 20};
    kernels.active(graded, active);
    assertArrayEquals(new long[] {12, 22}, active);
    long[] together = {0};
    Batch left = new Batch(1, 4, new float[] {0.1f, -0.1f, 0, Float.MIN_VALUE});
    Batch right = new Batch(1, 4, new float[] {3, 1, 1, 0.5f});
    kernels.coincidences(Synapses.full(1, 1), left, right, together);
    assertEquals(2, together[0]);
  }

  @ParameterizedTest
  @MethodSource("wirings")
  void sumColumnsAddsEachRow(Wiring w) {
    Batch state = w.graded(w.pres(), 3);
    float[] sum = new float[w.pres()];
    Arrays.fill(sum, 0.25f);
    kernels.sumColumns(state, 0.5f, sum);
    for (int n = 0; n < w.pres(); n++) {
      double total = 0.25;
      double size = 0.25;
      for (int c = 0; c < w.columns(); c++) {
        total += 0.5 * state.get(n, c);
        size += Math.abs(state.get(n, c));
      }
      assertEquals(total, sum[n], 3 * UNIT * size);
    }
  }

  @Test
  void driveAddsInOrder() {
    Batch first = new Batch(2, 2, new float[] {1e8f, 1, 2, 3});
    Batch second = new Batch(2, 2, new float[] {-1e8f, 4, 5, 6});
    float[] bias = {0.25f, -1};
    Batch total = kernels.drive(bias, 2, List.of(first, second), new float[] {1, 2}, 2);
    float overflowing = ((2 * 0.25f) + 1e8f) + 2 * -1e8f;
    assertArrayEquals(new float[] {overflowing, 9.5f, 10, 13}, total.values());
    Batch alone = kernels.drive(bias, 2, List.of(), new float[0], 3);
    assertArrayEquals(new float[] {0.5f, 0.5f, 0.5f, -2, -2, -2}, alone.values());
    Batch cancelled = kernels.drive(bias, 2, List.of(first, second), new float[] {1, 1}, 2);
    assertEquals(0f, cancelled.get(0, 0), "0.5 is lost in 1e8 before the drives cancel");
  }

  @Test
  void logisticIsTheSameOnAllBackends() {
    Batch x = Wiring.random(40, 1, 33, 1).graded(40, 5);
    Batch y = kernels.logistic(x);
    assertShape(40, 33, y);
    for (int i = 0; i < x.values().length; i++) {
      assertEquals(Logistic.of(x.values()[i]), y.values()[i]);
    }
  }

  @ParameterizedTest
  @MethodSource("wirings")
  void bernoulliComparesTheKeyedDraw(Wiring w) {
    Batch probability = kernels.logistic(w.graded(w.pres(), 4));
    int[] row = new int[w.pres()];
    for (int n = 0; n < row.length; n++) {
      row[n] = 1000 - 7 * n;
    }
    Key key = Key.of(99).with(1, 2);
    int firstColumn = 1 << 20;
    Batch state = kernels.bernoulli(key, row, firstColumn, probability);
    assertShape(w.pres(), w.columns(), state);
    for (int n = 0; n < row.length; n++) {
      for (int c = 0; c < w.columns(); c++) {
        int word = (int) Threefry.block(key.k0(), key.k1(), row[n], firstColumn + c);
        double uniform = (word >>> 8) / 16777216.0;
        assertEquals(uniform < probability.get(n, c) ? 1f : 0f, state.get(n, c));
      }
    }
  }

  @Test
  void bernoulliIsExactAtTheEnds() {
    Key key = Key.of(5);
    int[] rows = {8, 8, 8, 8, 8};
    int columns = 3;
    Batch p = Batch.zeros(rows.length, columns);
    float[] expected = new float[rows.length * columns];
    for (int c = 0; c < columns; c++) {
      float uniform = key.uniform(8, 40 + c);
      p.values()[c] = uniform;
      p.values()[columns + c] = Math.nextUp(uniform);
      expected[columns + c] = 1;
      p.values()[2 * columns + c] = Float.NaN;
      p.values()[3 * columns + c] = 0;
      p.values()[4 * columns + c] = 1;
      expected[4 * columns + c] = 1;
    }
    assertArrayEquals(expected, kernels.bernoulli(key, rows, 40, p).values());
  }

  @Test
  void drawsDoNotDependOnHowABatchIsCut() {
    Batch p = kernels.logistic(Wiring.random(30, 1, 90, 1).graded(30, 6));
    int[] row = IntStream.range(0, 30).toArray();
    Batch whole = kernels.bernoulli(Key.of(3), row, 0, p);
    Batch part = Batch.zeros(1, 41);
    System.arraycopy(p.values(), 17 * 90 + 49, part.values(), 0, 41);
    Batch again = kernels.bernoulli(Key.of(3), new int[] {17}, 49, part);
    for (int c = 0; c < 41; c++) {
      assertEquals(whole.get(17, 49 + c), again.get(0, c));
    }
  }

  @Test
  void maxChangeIsTheLargestDistance() {
    Batch a = new Batch(2, 2, new float[] {1, 2, 3, 4});
    Batch b = new Batch(2, 2, new float[] {1, 2.5f, 1, 4});
    assertEquals(2f, kernels.maxChange(a, b));
    assertEquals(0f, kernels.maxChange(a, a));
    assertEquals(0f, kernels.maxChange(Batch.zeros(0, 3), Batch.zeros(0, 3)));
    Batch broken = new Batch(2, 2, new float[] {1, 2, Float.NaN, 4});
    assertTrue(Float.isNaN(kernels.maxChange(a, broken)));
  }

  @Test
  void argumentsStayAsTheyWere() {
    Wiring w = Wiring.random(33, 17, 20, 0.9);
    float[] weight = w.weights();
    Batch pre = w.graded(33, 1);
    Batch post = w.graded(17, 1);
    kernels.toPost(w.synapses(), weight, pre);
    kernels.toPre(w.synapses(), weight, post);
    kernels.outer(w.synapses(), pre, post, 1, new float[w.synapses().slots()]);
    kernels.logistic(pre);
    assertArrayEquals(w.weights(), weight);
    assertArrayEquals(w.graded(33, 1).values(), pre.values());
    assertArrayEquals(w.graded(17, 1).values(), post.values());
  }

  @Test
  void refusesWrongShapes() {
    Synapses s = Synapses.full(3, 2);
    float[] w = new float[6];
    Batch three = Batch.zeros(3, 4);
    Batch two = Batch.zeros(2, 4);
    assertRefused("expected 6 weights but got 5", () -> kernels.toPost(s, new float[5], three));
    assertRefused(
        "expected 3 rows of presynaptic activity but got 2", () -> kernels.toPost(s, w, two));
    assertRefused(
        "expected 2 rows of postsynaptic activity but got 3", () -> kernels.toPre(s, w, three));
    assertRefused(
        "expected 4 columns of postsynaptic activity but got 1",
        () -> kernels.outer(s, three, Batch.zeros(2, 1), 1, w));
    assertRefused(
        "expected 6 values, one a slot, but got 1",
        () -> kernels.coincidences(s, three, two, new long[1]));
    assertRefused("expected 3 active counts but got 2", () -> kernels.active(three, new long[2]));
    assertRefused("expected 3 sums but got 2", () -> kernels.sumColumns(three, 1, new float[2]));
    assertRefused(
        "expected 3 original rows but got 1",
        () -> kernels.bernoulli(Key.of(1), new int[1], 0, three));
    assertRefused(
        "expected 1 gains of drives but got 0",
        () -> kernels.drive(new float[3], 1, List.of(three), new float[0], 4));
    assertRefused(
        "expected 5 columns of drive but got 4",
        () -> kernels.drive(new float[3], 1, List.of(three), new float[1], 5));
    assertRefused("expected 3 rows but got 2", () -> kernels.maxChange(three, two));
  }

  @Test
  void saysWhatItsBitsDependOn() {
    String arithmetic = kernels.arithmetic();
    assertTrue(arithmetic.startsWith(kernels.backend()), arithmetic);
    assertTrue(arithmetic.contains(System.getProperty("os.arch")), arithmetic);
    assertFalse(arithmetic.contains("\n"), arithmetic);
    assertEquals(arithmetic, kernels().arithmetic());
  }

  private static void assertRefused(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }

  private static void assertShape(int rows, int columns, Batch batch) {
    assertEquals(rows, batch.rows());
    assertEquals(columns, batch.columns());
  }
}
