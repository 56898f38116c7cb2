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
    assertToPost(w, w.graded(w.pres(), 1));
    assertToPost(w, w.binary(w.pres(), 1));
    assertToPost(w, w.rare(w.pres(), 1));
  }

  private void assertToPost(Wiring w, Batch pre) {
    float[] weight = w.values();
    Batch drive = kernels.toPost(w.synapses(), w.weights(), pre);
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
    assertToPre(w, w.graded(w.posts(), 1));
    assertToPre(w, w.binary(w.posts(), 1));
    assertToPre(w, w.rare(w.posts(), 1));
  }

  private void assertToPre(Wiring w, Batch post) {
    float[] weight = w.values();
    Batch drive = kernels.toPre(w.synapses(), w.weights(), post);
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
    assertOuter(w, w.graded(w.pres(), 1), w.graded(w.posts(), 2));
    assertOuter(w, w.binary(w.pres(), 1), w.graded(w.posts(), 2));
    assertOuter(w, w.rare(w.pres(), 1), w.rare(w.posts(), 2));
  }

  private void assertOuter(Wiring w, Batch pre, Batch post) {
    float scale = -0.3f;
    float[] before = w.values();
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
    int[] together = new int[w.synapses().slots()];
    for (int slot : w.synapses().livingSlots()) {
      together[slot] = (1 << 28) + slot;
    }
    kernels.coincidences(w.synapses(), pre, post, together);
    w.synapses()
        .forEach(
            (slot, i, j) -> {
              int count = 0;
              for (int c = 0; c < w.columns(); c++) {
                count += (int) (pre.get(i, c) * post.get(j, c));
              }
              assertEquals((1 << 28) + slot + count, together[slot]);
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
    kernels.toPost(synapses, new Weights(weight), pre);
    kernels.toPre(synapses, new Weights(weight), post);
    kernels.coincidences(synapses, pre, post, new int[synapses.slots()]);
    kernels.outer(synapses, pre, post, 1, weight);
  }

  private List<Supplier<float[]>> operations(Wiring w) {
    Batch pre = w.graded(w.pres(), 1);
    Batch post = w.graded(w.posts(), 2);
    Batch binaryPre = w.binary(w.pres(), 3);
    Batch binaryPost = w.binary(w.posts(), 4);
    return List.of(
        () -> kernels.toPost(w.synapses(), w.weights(), pre).values(),
        () -> kernels.toPost(w.synapses(), w.weights(), binaryPre).values(),
        () -> kernels.toPre(w.synapses(), w.weights(), post).values(),
        () -> kernels.toPre(w.synapses(), w.weights(), binaryPost).values(),
        () -> {
          float[] gradient = new float[w.synapses().slots()];
          kernels.outer(w.synapses(), pre, post, 0.1f, gradient);
          return gradient;
        },
        () -> {
          int[] together = new int[w.synapses().slots()];
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
    int[] together = {0};
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
    List<Batch> both = List.of(first, second);
    float[] bias = {0.25f, -1};
    Batch total = kernels.drive(new Input(bias, 2, both, new float[] {1, 2}, 2));
    float overflowing = ((2 * 0.25f) + 1e8f) + 2 * -1e8f;
    assertArrayEquals(new float[] {overflowing, 9.5f, 10, 13}, total.values());
    Batch hot = kernels.drive(new Input(bias, 2, both, new float[] {1, 2}, 0.5f, 2));
    assertArrayEquals(new float[] {0.5f * overflowing, 4.75f, 5, 6.5f}, hot.values());
    Batch alone = kernels.drive(new Input(bias, 2, List.of(), new float[0], 3));
    assertArrayEquals(new float[] {0.5f, 0.5f, 0.5f, -2, -2, -2}, alone.values());
    Batch cancelled = kernels.drive(new Input(bias, 2, both, new float[] {1, 1}, 2));
    assertEquals(0f, cancelled.get(0, 0), "0.5 is lost in 1e8 before the drives cancel");
  }

  /** How far sigma may be from {@link Logistic}: 0 where a backend promises the bits. */
  protected float tolerance() {
    return 0;
  }

  static Stream<Wiring> populations() {
    return Stream.concat(
        wirings(), Stream.of(Wiring.random(40, 1, 33, 1), Wiring.random(3, 1, 1500, 1)));
  }

  @ParameterizedTest
  @MethodSource("populations")
  void meanIsTheLogisticFunctionOfTheInput(Wiring w) {
    Input input = input(w);
    Batch x = kernels.drive(input);
    Batch mean = kernels.mean(input);
    assertShape(w.pres(), w.columns(), mean);
    for (int i = 0; i < x.values().length; i++) {
      assertEquals(Logistic.of(x.values()[i]), mean.values()[i], tolerance());
    }
  }

  /** Two drives, and a bias that differs from neuron to neuron. */
  private static Input input(Wiring w) {
    float[] bias = new float[w.pres()];
    for (int n = 0; n < bias.length; n++) {
      bias[n] = 0.1f * n - 1;
    }
    List<Batch> drives = List.of(w.graded(w.pres(), 4), w.graded(w.pres(), 5));
    return new Input(bias, 1, drives, new float[] {1, 0.5f}, 0.75f, w.columns());
  }

  @ParameterizedTest
  @MethodSource("populations")
  void sampleComparesTheKeyedDraw(Wiring w) {
    Input input = input(w);
    Batch x = kernels.drive(input);
    int[] row = new int[w.pres()];
    for (int n = 0; n < row.length; n++) {
      row[n] = 1000 - 7 * n;
    }
    Key key = Key.of(99).with(1, 2);
    int firstColumn = 1 << 20;
    Batch state = kernels.sample(input, new Draws(key, row, firstColumn));
    assertShape(w.pres(), w.columns(), state);
    for (int n = 0; n < row.length; n++) {
      for (int c = 0; c < w.columns(); c++) {
        int word = (int) Threefry.block(key.k0(), key.k1(), row[n], firstColumn + c);
        double uniform = (word >>> 8) / 16777216.0;
        float mean = Logistic.of(x.get(n, c));
        float expected = uniform < mean ? 1 : 0;
        if (Math.abs(uniform - mean) >= tolerance()) {
          assertEquals(expected, state.get(n, c));
        }
      }
    }
  }

  @Test
  void sampleIsExactAtTheEnds() {
    Key key = Key.of(5);
    int[] rows = {8, 8, 8, 8};
    int columns = 300;
    Batch x = Batch.zeros(rows.length, columns);
    float[] expected = new float[rows.length * columns];
    for (int c = 0; c < columns; c++) {
      x.values()[c] = Float.NaN;
      x.values()[columns + c] = Float.NEGATIVE_INFINITY;
      x.values()[2 * columns + c] = Float.POSITIVE_INFINITY;
      expected[2 * columns + c] = 1;
      x.values()[3 * columns + c] = 20; // sigma is 1 from 17 on
      expected[3 * columns + c] = 1;
    }
    Input input = new Input(new float[4], 1, List.of(x), new float[] {1}, columns);
    assertArrayEquals(expected, kernels.sample(input, new Draws(key, rows, 40)).values());
  }

  @Test
  void bitsAreThoseOfTheKey() {
    Key key = Key.of(11).with(2, 3);
    int[] row = {4, 0, 1_000_000, 7, 7};
    for (int columns : new int[] {1, 3, 20}) {
      int[] expected = new int[row.length * columns];
      for (int i = 0; i < expected.length; i++) {
        expected[i] = key.bits(row[i / columns], 60 + i % columns);
      }
      assertArrayEquals(expected, kernels.bits(new Draws(key, row, 60), columns));
    }
    assertArrayEquals(new int[0], kernels.bits(new Draws(key, new int[0], 0), 3));
  }

  @Test
  void drawsDoNotDependOnHowABatchIsCut() {
    Batch x = Wiring.random(30, 1, 90, 1).graded(30, 6);
    int[] row = IntStream.range(0, 30).toArray();
    Input all = new Input(new float[30], 1, List.of(x), new float[] {1}, 90);
    Batch whole = kernels.sample(all, new Draws(Key.of(3), row, 0));
    Batch part = Batch.zeros(1, 41);
    System.arraycopy(x.values(), 17 * 90 + 49, part.values(), 0, 41);
    Input one = new Input(new float[1], 1, List.of(part), new float[] {1}, 41);
    Batch again = kernels.sample(one, new Draws(Key.of(3), new int[] {17}, 49));
    for (int c = 0; c < 41; c++) {
      assertEquals(whole.get(17, 49 + c), again.get(0, c));
    }
  }

  static Stream<Activation> activations() {
    return Stream.of(Activation.values());
  }

  @Test
  void activationsAnswerAsDefined() {
    Batch x = new Batch(3, 2, new float[] {-2, 0.5f, 0, 3, 0.25f, -0.5f});
    assertArrayEquals(x.values(), kernels.activate(Activation.LINEAR, x).values());
    assertArrayEquals(
        new float[] {0, 0.5f, 0, 3, 0.25f, 0}, kernels.activate(Activation.RELU, x).values());
    assertArrayEquals(
        new float[] {-1, 0.5f, 0, 1, 0.25f, -0.5f},
        kernels.activate(Activation.HARD_TANH, x).values());
    Batch share = kernels.activate(Activation.SOFTMAX, x);
    for (int c = 0; c < 2; c++) {
      double sum = Math.exp(x.get(0, c)) + Math.exp(x.get(1, c)) + Math.exp(x.get(2, c));
      for (int n = 0; n < 3; n++) {
        assertEquals(Math.exp(x.get(n, c)) / sum, share.get(n, c), 1e-6);
      }
    }
    Batch large = new Batch(2, 1, new float[] {1000, 999});
    assertEquals(
        1 / (1 + Math.exp(-1)), kernels.activate(Activation.SOFTMAX, large).get(0, 0), 1e-6);
    assertEquals(0, kernels.activate(Activation.SOFTMAX, Batch.zeros(3, 0)).values().length);
  }

  /** Against finite differences of the loss {@code sum of error * y}. */
  @ParameterizedTest
  @MethodSource("activations")
  void slopesAreThoseOfTheActivation(Activation activation) {
    Batch x = new Batch(4, 2, new float[] {-2, 0.5f, 0.3f, 3, 0.25f, -0.5f, -0.75f, 0.1f});
    Batch error = new Batch(4, 2, new float[] {1, -1, 0.5f, 2, 0.25f, 3, -2, 1});
    Batch delta = kernels.slope(activation, kernels.activate(activation, x), error);
    assertShape(4, 2, delta);
    float step = 1f / 128;
    for (int i = 0; i < 8; i++) {
      double rise = (loss(activation, x, error, i, step) - loss(activation, x, error, i, -step));
      assertEquals(rise / (2 * step), delta.values()[i], 1e-3);
    }
  }

  private double loss(Activation activation, Batch x, Batch error, int moved, float by) {
    float[] values = x.values().clone();
    values[moved] += by;
    float[] y = kernels.activate(activation, new Batch(4, 2, values)).values();
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      sum += (double) error.values()[i] * y[i];
    }
    return sum;
  }

  @Test
  void slopesAreZeroAtTheCorners() {
    float infinite = Float.POSITIVE_INFINITY;
    float[] outside = {Float.NaN, -0f, Float.MIN_VALUE, infinite, -infinite};
    assertArrayEquals(
        new float[] {0, 0, -2, -2, 0},
        kernels
            .slope(
                Activation.RELU,
                new Batch(5, 1, outside),
                new Batch(5, 1, new float[] {-2, -2, -2, -2, -2}))
            .values());
    Batch corner = new Batch(3, 1, new float[] {0, 1, -1});
    Batch ones = new Batch(3, 1, new float[] {1, 1, 1});
    assertArrayEquals(new float[] {0, 1, 0}, kernels.slope(Activation.RELU, corner, ones).values());
    assertArrayEquals(
        new float[] {1, 0, 0}, kernels.slope(Activation.HARD_TANH, corner, ones).values());
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
    Weights weight = w.weights();
    Batch pre = w.graded(33, 1);
    Batch post = w.graded(17, 1);
    kernels.toPost(w.synapses(), weight, pre);
    kernels.toPre(w.synapses(), weight, post);
    kernels.outer(w.synapses(), pre, post, 1, new float[w.synapses().slots()]);
    Input input = new Input(new float[33], 1, List.of(pre), new float[] {1}, 20);
    kernels.mean(input);
    kernels.sample(input, new Draws(Key.of(1), new int[33], 0));
    for (Activation activation : Activation.values()) {
      kernels.activate(activation, pre);
      kernels.slope(activation, pre, pre);
    }
    assertArrayEquals(w.values(), weight.values());
    assertArrayEquals(w.graded(33, 1).values(), pre.values());
    assertArrayEquals(w.graded(17, 1).values(), post.values());
  }

  @Test
  void refusesWrongShapes() {
    Synapses s = Synapses.full(3, 2);
    Weights w = new Weights(new float[6]);
    Weights five = new Weights(new float[5]);
    Batch three = Batch.zeros(3, 4);
    Batch two = Batch.zeros(2, 4);
    assertRefused("expected 6 weights but got 5", () -> kernels.toPost(s, five, three));
    assertRefused(
        "expected 3 rows of presynaptic activity but got 2", () -> kernels.toPost(s, w, two));
    assertRefused(
        "expected 2 rows of postsynaptic activity but got 3", () -> kernels.toPre(s, w, three));
    assertRefused(
        "expected 4 columns of postsynaptic activity but got 1",
        () -> kernels.outer(s, three, Batch.zeros(2, 1), 1, new float[6]));
    assertRefused(
        "expected 6 values, one a slot, but got 1",
        () -> kernels.coincidences(s, three, two, new int[1]));
    assertRefused("expected 3 active counts but got 2", () -> kernels.active(three, new long[2]));
    assertRefused("expected 3 sums but got 2", () -> kernels.sumColumns(three, 1, new float[2]));
    assertRefused(
        "expected 3 original rows but got 1",
        () ->
            kernels.sample(
                new Input(new float[3], 1, List.of(three), new float[1], 4),
                new Draws(Key.of(1), new int[1], 0)));
    assertRefused(
        "expected 1 gains of drives but got 0",
        () -> new Input(new float[3], 1, List.of(three), new float[0], 4));
    assertRefused(
        "expected 5 columns of drive but got 4",
        () -> new Input(new float[3], 1, List.of(three), new float[1], 5));
    assertRefused("expected 3 rows but got 2", () -> kernels.slope(Activation.RELU, three, two));
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
