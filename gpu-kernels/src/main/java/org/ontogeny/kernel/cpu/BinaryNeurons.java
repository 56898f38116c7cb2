package org.ontogeny.kernel.cpu;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.Draws;
import org.ontogeny.kernel.Input;
import org.ontogeny.kernel.Logistic;

/**
 * Means and random states of binary neurons, block by block: a block's input, uniform numbers and
 * results stay in the nearest cache. The bits are those of {@link Logistic#of} and {@link
 * org.ontogeny.kernel.Key#uniform}.
 */
abstract class BinaryNeurons {

  private static final int BLOCK = 1024; // values
  private static final float ULP = 0x1p-24f;

  private final Input input;
  private final int rowsOfBlock;
  private final float[] x; // [padded block]
  private final float[] y; // [padded block]

  private BinaryNeurons(Input input) {
    this.input = input;
    rowsOfBlock = Math.max(1, Math.min(input.rows(), BLOCK / Math.max(1, input.columns())));
    x = new float[Lanes.padded(rowsOfBlock * input.columns())];
    y = new float[x.length];
  }

  static Batch mean(Input input) {
    return new BinaryNeurons(input) {
      @Override
      void answer(int from, int to, float[] x, float[] y, int size) {
        logistic(x, y, size);
      }
    }.all();
  }

  static Batch sample(Input input, Draws draws) {
    return new Sampled(input, draws).all();
  }

  private static final class Sampled extends BinaryNeurons {
    private final Draws draws;
    private final UniformWords words;

    Sampled(Input input, Draws draws) {
      super(input);
      this.draws = draws;
      words = new UniformWords(draws.key(), draws.firstColumn(), columns(), blockSize());
    }

    @Override
    void answer(int from, int to, float[] x, float[] y, int size) {
      logistic(x, y, size);
      compare(words.of(draws.row(), from, to), y, y, size);
    }
  }

  final int columns() {
    return input.columns();
  }

  final int blockSize() {
    return x.length;
  }

  /**
   * The answers of the neurons {@code from} to {@code to}.
   *
   * @param x their input, [size]
   * @param y written, [size]
   * @param size a multiple of the lanes
   */
  abstract void answer(int from, int to, float[] x, float[] y, int size);

  final Batch all() {
    Batch answers = Batch.zeros(input.rows(), input.columns());
    if (answers.values().length > 0) {
      for (int from = 0; from < input.rows(); from += rowsOfBlock) {
        int to = Math.min(from + rowsOfBlock, input.rows());
        int size = (to - from) * input.columns();
        addUp(from, to);
        answer(from, to, x, y, Lanes.padded(size));
        System.arraycopy(y, 0, answers.values(), from * input.columns(), size);
      }
    }
    return answers;
  }

  /**
   * The total input of the neurons {@code from} to {@code to}, as {@code Kernels.drive} adds it.
   */
  private void addUp(int from, int to) {
    int columns = input.columns();
    int size = (to - from) * columns;
    for (int n = from; n < to; n++) {
      int at = (n - from) * columns;
      Arrays.fill(x, at, at + columns, input.biasGain() * input.bias()[n]);
    }
    for (int k = 0; k < input.driveGain().length; k++) {
      float[] drive = input.drives().get(k).values();
      add(drive, from * columns, input.driveGain()[k], x, size);
    }
    if (input.gain() != 1) {
      for (int i = 0; i < size; i++) {
        x[i] *= input.gain();
      }
    }
  }

  private static void add(float[] drive, int at, float gain, float[] x, int size) {
    FloatVector gains = FloatVector.broadcast(Lanes.FLOATS, gain);
    int i = 0;
    for (; i < Lanes.FLOATS.loopBound(size); i += Lanes.COUNT) {
      FloatVector.fromArray(Lanes.FLOATS, drive, at + i)
          .mul(gains)
          .add(FloatVector.fromArray(Lanes.FLOATS, x, i))
          .intoArray(x, i);
    }
    for (; i < size; i++) {
      x[i] += gain * drive[at + i];
    }
  }

  /** {@link Logistic#of}, operation by operation. */
  private static void logistic(float[] x, float[] y, int size) {
    for (int i = 0; i < size; i += Lanes.COUNT) {
      FloatVector t =
          FloatVector.fromArray(Lanes.FLOATS, x, i).neg().max(-Logistic.LIMIT).min(Logistic.LIMIT);
      FloatVector shifted = t.mul(Logistic.PER_LN2).add(Logistic.SHIFT);
      FloatVector n = shifted.sub(Logistic.SHIFT);
      FloatVector r = t.sub(n.mul(Logistic.LN2_HIGH)).sub(n.mul(Logistic.LN2_LOW));
      FloatVector e = r.mul(1f / 5040).add(1f / 720);
      e = e.mul(r).add(1f / 120);
      e = e.mul(r).add(1f / 24);
      e = e.mul(r).add(1f / 6);
      e = e.mul(r).add(0.5f);
      e = e.mul(r).add(1);
      e = e.mul(r).add(1);
      FloatVector power =
          shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
      FloatVector one = FloatVector.broadcast(Lanes.FLOATS, 1);
      one.div(e.mul(power).add(one)).intoArray(y, i);
    }
  }

  /** {@code y = 1} where the uniform number of a word is below {@code mean}, else 0. */
  private static void compare(int[] words, float[] mean, float[] y, int size) {
    FloatVector ulp = FloatVector.broadcast(Lanes.FLOATS, ULP);
    FloatVector zero = FloatVector.zero(Lanes.FLOATS);
    FloatVector one = FloatVector.broadcast(Lanes.FLOATS, 1);
    for (int i = 0; i < size; i += Lanes.COUNT) {
      IntVector upper = IntVector.fromArray(Lanes.INTS, words, i).lanewise(VectorOperators.LSHR, 8);
      VectorMask<Float> on =
          ((FloatVector) upper.convertShape(VectorOperators.I2F, Lanes.FLOATS, 0))
              .mul(ulp)
              .compare(VectorOperators.LT, FloatVector.fromArray(Lanes.FLOATS, mean, i));
      zero.blend(one, on).intoArray(y, i);
    }
  }
}
