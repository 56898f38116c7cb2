package org.ontogeny.kernel;

import java.util.List;

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
 * <p>The draws of {@link #bernoulli}, the integers of {@link #coincidences} and {@link #active},
 * and {@link #logistic}, {@link #drive} and {@link #maxChange} are equal to the bit on all
 * backends; products and sums agree within rounding.
 */
public interface Kernels {

  /** The name by which a user asks for this backend. */
  String backend();

  /**
   * What the bits of the results depend on, one line: backend, versions, instruction set, device.
   */
  String arithmetic();

  /**
   * Drive along the synapses, {@code drive[post][c] = sum over pre of weight[pre -> post] *
   * pre[pre][c]}.
   *
   * @param weight [slots]
   * @param pre [pres][columns]
   * @return [posts][columns]
   */
  Batch toPost(Synapses synapses, float[] weight, Batch pre);

  /**
   * Drive or error against the synapses, {@code drive[pre][c] = sum over post of weight[pre ->
   * post] * post[post][c]}.
   *
   * @param weight [slots]
   * @param post [posts][columns]
   * @return [pres][columns]
   */
  Batch toPre(Synapses synapses, float[] weight, Batch post);

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
   * @param together [slots], added to; dead slots keep their 0
   */
  void coincidences(Synapses synapses, Batch pre, Batch post, long[] together);

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

  /**
   * Total input, {@code x[n][c] = biasGain * bias[n] + sum over k of driveGain[k] *
   * drives[k][n][c]}, added in this order.
   *
   * @param bias [neurons]
   * @param drives each [neurons][columns]; may be empty
   * @param driveGain [drives]
   * @return [neurons][columns]
   */
  Batch drive(float[] bias, float biasGain, List<Batch> drives, float[] driveGain, int columns);

  /** {@code 1 / (1 + exp(-x))} of every entry, as {@link Logistic} defines it; same shape. */
  Batch logistic(Batch x);

  /**
   * Random states, {@code 1} if {@code key.uniform(row[n], firstColumn + c) < probability[n][c]},
   * else {@code 0}; a probability that is no number gives 0.
   *
   * @param row original index of each neuron in its population, [neurons]
   * @param firstColumn original index of the batch's first column in its ensemble
   * @param probability [neurons][columns]
   * @return [neurons][columns] of 0 and 1
   */
  Batch bernoulli(Key key, int[] row, int firstColumn, Batch probability);

  /** The largest {@code |a - b|} of two batches of one shape; 0 if they are empty. */
  float maxChange(Batch a, Batch b);
}
