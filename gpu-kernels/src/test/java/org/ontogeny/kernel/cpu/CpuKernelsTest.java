package org.ontogeny.kernel.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.Draws;
import org.ontogeny.kernel.Input;
import org.ontogeny.kernel.Kernels;
import org.ontogeny.kernel.KernelsContract;
import org.ontogeny.kernel.Key;
import org.ontogeny.kernel.Synapses;
import org.ontogeny.kernel.Weights;
import org.ontogeny.kernel.Wiring;
import org.ontogeny.kernel.reference.ReferenceKernels;

class CpuKernelsTest extends KernelsContract {

  @Override
  protected Kernels kernels() {
    return new CpuKernels();
  }

  @Test
  void namesTheLibraryAndItsCoreType() {
    assertTrue(
        new CpuKernels()
            .arithmetic()
            .matches("cpu 3; vectors of \\d+; OpenBLAS .+, core \\w+; .+, Java .+"),
        () -> new CpuKernels().arithmetic());
  }

  /** Neither the thread, nor what it computed before, nor the place in memory may show in a bit. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 6, 7, 37})
  void repeatsADenseProductToTheBitInTwoThreads(int columns) throws Exception {
    Synapses synapses = Synapses.full(61, 43);
    Weights weight = new Weights(random(synapses.slots(), 1));
    Batch pre = new Batch(61, columns, random(61 * columns, 2));
    Batch post = new Batch(43, columns, random(43 * columns, 3));
    List<float[]> expected = products(new CpuKernels(), synapses, weight, pre, post);
    Callable<Void> thousandTimes =
        () -> {
          Kernels kernels = new CpuKernels();
          for (int i = 0; i < 1000; i++) {
            // Another product between them moves the scratch memory of this thread.
            int side = 1 + i % 150;
            kernels.toPost(
                Synapses.full(side, side),
                new Weights(random(side * side, 4)),
                Batch.zeros(side, 2));
            List<float[]> actual = products(kernels, synapses, weight, pre, post);
            for (int k = 0; k < actual.size(); k++) {
              assertArrayEquals(bits(expected.get(k)), bits(actual.get(k)));
            }
          }
          return null;
        };
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (Future<Void> result : threads.invokeAll(List.of(thousandTimes, thousandTimes))) {
        result.get();
      }
    } finally {
      threads.shutdown();
    }
  }

  @ParameterizedTest
  @MethodSource("org.ontogeny.kernel.KernelsContract#wirings")
  void agreesWithTheReference(Wiring w) {
    Kernels reference = new ReferenceKernels();
    Kernels cpu = new CpuKernels();
    Batch pre = w.graded(w.pres(), 1);
    Batch post = w.graded(w.posts(), 2);
    List<float[]> expected = products(reference, w.synapses(), w.weights(), pre, post);
    List<float[]> actual = products(cpu, w.synapses(), w.weights(), pre, post);
    for (int k = 0; k < expected.size(); k++) {
      assertArrayEquals(expected.get(k), actual.get(k), 1e-4f); // sums of at most 129 terms near 2
    }
    assertArrayEquals(coincidences(reference, w), coincidences(cpu, w));
    int[] row = IntStream.range(7, 7 + w.pres()).toArray();
    Input input = new Input(new float[w.pres()], 1, List.of(pre), new float[] {1}, w.columns());
    Draws draws = new Draws(Key.of(3), row, 11);
    assertArrayEquals(reference.mean(input).values(), cpu.mean(input).values());
    assertArrayEquals(reference.sample(input, draws).values(), cpu.sample(input, draws).values());
  }

  /** Wider than what is added up at once, narrower, as wide, and with neurons that are silent. */
  @ParameterizedTest
  @ValueSource(ints = {1, 63, 64, 65, 200})
  void eventsAddTheWeightsOfActiveNeurons(int posts) {
    Synapses synapses = Synapses.full(90, posts);
    Weights weight = new Weights(random(synapses.slots(), 1));
    Batch pre = Batch.zeros(90, 11);
    for (int column = 1; column < 11; column++) {
      for (int k = 0; k < 5; k++) {
        pre.values()[(column + 17 * k) % 90 * 11 + column] = 1;
      }
    }
    float[] drive = new CpuKernels().toPost(synapses, weight, pre).values();
    for (int post = 0; post < posts; post++) {
      assertEquals(0, drive[post * 11]);
      for (int column = 1; column < 11; column++) {
        float sum = 0;
        for (int neuron = 0; neuron < 90; neuron++) {
          if (pre.get(neuron, column) == 1) {
            sum += weight.values()[post * 90 + neuron];
          }
        }
        assertEquals(sum, drive[post * 11 + column]);
      }
    }
  }

  /** Long enough to be compiled on the way: the bits must not change when that happens. */
  @Test
  void compilationDoesNotShow() {
    Wiring sparse = Wiring.random(100, 60, 70, 0.1);
    Wiring dense = Wiring.random(100, 60, 70, 0.8);
    List<int[]> first = everything(sparse, dense);
    for (int repeat = 0; repeat < 4000; repeat++) {
      List<int[]> again = everything(sparse, dense);
      for (int k = 0; k < first.size(); k++) {
        assertArrayEquals(first.get(k), again.get(k));
      }
    }
  }

  private static List<int[]> everything(Wiring sparse, Wiring dense) {
    Kernels kernels = new CpuKernels();
    List<int[]> all = new ArrayList<>();
    for (Wiring w : List.of(sparse, dense)) {
      Batch graded = w.graded(w.pres(), 1);
      Batch binary = w.binary(w.pres(), 2);
      Batch post = w.graded(w.posts(), 3);
      for (Batch pre : List.of(graded, binary, w.rare(w.pres(), 4))) {
        products(kernels, w.synapses(), w.weights(), pre, post).forEach(p -> all.add(bits(p)));
      }
      Input input =
          new Input(new float[w.pres()], 1, List.of(graded), new float[] {1}, w.columns());
      all.add(bits(kernels.mean(input).values()));
      all.add(bits(kernels.sample(input, new Draws(Key.of(1), new int[w.pres()], 0)).values()));
    }
    return all;
  }

  private static int[] coincidences(Kernels kernels, Wiring w) {
    int[] together = new int[w.synapses().slots()];
    kernels.coincidences(w.synapses(), w.binary(w.pres(), 1), w.binary(w.posts(), 2), together);
    return together;
  }

  private static List<float[]> products(
      Kernels kernels, Synapses synapses, Weights weight, Batch pre, Batch post) {
    float[] gradient = new float[synapses.slots()];
    kernels.outer(synapses, pre, post, 0.1f, gradient);
    return List.of(
        kernels.toPost(synapses, weight, pre).values(),
        kernels.toPre(synapses, weight, post).values(),
        gradient);
  }

  private static float[] random(int size, long seed) {
    Random random = new Random(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      bits[i] = Float.floatToRawIntBits(values[i]);
    }
    return bits;
  }
}
