package org.ontogeny.kernel;

/**
 * The arithmetic that every backend provides. A backend holds no state of a network and may be
 * called from many threads at once. Every result is a pure function of the arguments and of {@link
 * #arithmetic}: sums run in an order that neither the thread, nor the number of threads, nor the
 * place of an array in memory changes.
 *
 * <p>Shapes: {@code weight} and {@code gradient} have [slots] entries of their {@link Synapses},
 * with exactly 0 in dead slots; batches are [neurons][columns]. A wrong shape is an {@link
 * IllegalArgumentException}.
 *
 * <p>What is equal to the bit on all backends: the uniform numbers behind {@link #sample} and
 * {@link #bits}, and the integers of {@link #coincidences} and {@link #active}. Those that compute
 * in main memory also agree to the bit in {@link #drive}, {@link #mean}, {@link #sample}, {@link
 * #activate}, {@link #slope} and {@link #maxChange}. All else agrees within rounding: a sum of n
 * products within (n + 3) 2^-24 of the sum of their absolute values, sigma(x) within 1e-6.
 */
public interface Kernels {

  /** The name by which a user asks for this backend. */
  String backend();

  /**
   * What the bits of the results depend on, one line: backend, versions, instruction set, device.
   */
  String arithmetic();

  /**
   * Whether results stay on a device until they are read, so that groups whose results pass between
   * them had better be hosted together.
   */
  default boolean onDevice() {
    return false;
  }

  /**
   * Drive along the synapses, {@code drive[post][c] = sum over pre of weight[pre -> post] *
   * pre[pre][c]}.
   *
   * @param weight [slots]
   * @param pre [pres][columns]
   * @return [posts][columns]
   */
  Batch toPost(Synapses synapses, Weights weight, Batch pre);

  /**
   * Drive or error against the synapses, {@code drive[pre][c] = sum over post of weight[pre ->
   * post] * post[post][c]}.
   *
   * @param weight [slots]
   * @param post [posts][columns]
   * @return [pres][columns]
   */
  Batch toPre(Synapses synapses, Weights weight, Batch post);

  /**
   * Correlation of the two ends of each living synapse, {@code gradient[slot] += scale * sum over c
   * of pre[pre][c] * post[post][c]}. Activity must be finite.
   *
   * @param pre [pres][columns]
   * @param post [posts][columns]
   * @param gradient [slots], added to; dead slots keep their 0
   */
  void outer(Synapses synapses, Batch pre, Batch post, float scale, float[] gradient);

  /**
   * Coincidences of binary activity (active: above 0) at living synapses, {@code together[slot] +=
   * number of columns in which both ends are active}.
   *
   * @param pre [pres][columns]
   * @param post [posts][columns]
   * @param together [slots], added to; dead slots keep their 0. The caller sees to it that no count
   *     passes 2^31 - 1
   */
  void coincidences(Synapses synapses, Batch pre, Batch post, int[] together);

  /**
   * Activity counts, {@code active[n] += number of columns with state[n][c] > 0}.
   *
   * @param active [neurons], added to
   */
  void active(Batch state, long[] active);

  /**
   * {@code sum[n] += scale * sum over c of state[n][c]}.
   *
   * @param sum [neurons], added to
   */
  void sumColumns(Batch state, float scale, float[] sum);

  /** The total input itself, [neurons][columns]. */
  Batch drive(Input input);

  /**
   * The mean state of binary neurons, {@code sigma(x) = 1 / (1 + exp(-x))} of the total input, as
   * {@link Logistic} defines it.
   *
   * @return [neurons][columns]
   */
  Batch mean(Input input);

  /**
   * A Gibbs half-sweep: random states of binary neurons, {@code 1} if {@code draws.uniform(n, c) <
   * sigma(x[n][c])}, else {@code 0}; an input that is no number gives 0.
   *
   * @return [neurons][columns] of 0 and 1
   */
  Batch sample(Input input, Draws draws);

  /**
   * The bits behind such draws, {@code key.bits(row[n], firstColumn + c)}.
   *
   * @param columns how many
   * @return [neurons][columns]
   */
  default int[] bits(Draws draws, int columns) {
    int[] bits = new int[Math.multiplyExact(draws.row().length, columns)];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = draws.key().bits(draws.row()[i / columns], draws.firstColumn() + i % columns);
    }
    return bits;
  }

  /**
   * The answer of graded neurons to their total input.
   *
   * @param x [neurons][columns]
   * @return [neurons][columns]
   */
  Batch activate(Activation activation, Batch x);

  /**
   * The error before an activation: {@code delta[n][c] = sum over m of error[m][c] * dy[m]/dx[n]}.
   *
   * @param y what {@link #activate} gave, [neurons][columns]
   * @param error derivative of the loss by {@code y}, [neurons][columns]
   * @return [neurons][columns]
   */
  Batch slope(Activation activation, Batch y, Batch error);

  /** The largest {@code |a - b|} of two batches of one shape; 0 if they are empty. */
  float maxChange(Batch a, Batch b);
}
