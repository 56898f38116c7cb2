package org.ontogeny.engine.stage;

import org.ontogeny.engine.data.Examples;
import org.ontogeny.engine.evaluation.Bipartite;
import org.ontogeny.engine.evaluation.Likelihood;
import org.ontogeny.engine.evaluation.Partition;
import org.ontogeny.engine.random.Purpose;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.Key;

/**
 * Mean logarithm of the probability that the machine gives to held-out examples. The partition
 * function is exact where a side of the machine has at most 20 neurons, else it is estimated by
 * annealing from independent neurons of which the visible ones have the rates of the training
 * examples; a likelihood whose hidden states cannot be summed over is a lower bound.
 */
final class ExampleLikelihood {

  private ExampleLikelihood() {}

  static void tell(Development development) {
    Setting setting = development.setting();
    Examples test = development.data().test();
    Bipartite machine = new Bipartite(development.network(), development.copy());
    Partition partition = new Partition(machine);
    double logZ = partition.isEnumerable() ? partition.exact() : annealed(development, partition);
    int count = Math.min(setting.probes().examples(), test.size());
    Batch examples = test.columns(Evaluate.range(0, count), 0, test.pixels());
    Likelihood likelihood = new Likelihood(machine);
    double mean =
        likelihood.mean(examples, setting.meanField().passes(), setting.meanField().tolerance());
    development.measured(
        "log-partition", partition.isEnumerable() ? "network" : "network-annealed", logZ);
    development.measured(
        "log-likelihood", likelihood.isExact() ? "examples" : "examples-bound", mean - logZ);
  }

  private static double annealed(Development development, Partition partition) {
    Probes.Annealing annealing = development.setting().probes().annealing();
    Key draws = Purpose.EVALUATION.key(development.setting().seed(), 1, development.step(), 0, 0);
    return partition.annealed(
        partition.base(rates(development.data().train())),
        annealing.chains(),
        annealing.temperatures(),
        draws);
  }

  /** Share of training examples in which each pixel is on, kept off 0 and 1. */
  private static double[] rates(Examples train) {
    double[] on = new double[train.pixels()];
    for (int example = 0; example < train.size(); example++) {
      Batch one = train.columns(new int[] {example}, 0, train.pixels());
      for (int pixel = 0; pixel < on.length; pixel++) {
        on[pixel] += one.get(pixel, 0);
      }
    }
    for (int pixel = 0; pixel < on.length; pixel++) {
      on[pixel] = (on[pixel] + 0.5) / (train.size() + 1);
    }
    return on;
  }
}
