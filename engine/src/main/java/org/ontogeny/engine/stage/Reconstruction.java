package org.ontogeny.engine.stage;

import org.ontogeny.engine.data.Examples;
import org.ontogeny.engine.network.BoltzmannMachine;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.engine.network.Phase;
import org.ontogeny.kernel.Batch;

/**
 * Mean squared difference between the pixels of held-out examples and what their mean-field states
 * make of them.
 */
final class Reconstruction {

  private Reconstruction() {}

  static void tell(Development development) {
    Setting setting = development.setting();
    Examples test = development.data().test();
    BoltzmannMachine machine = new BoltzmannMachine(setting.network());
    int count = setting.readout().test();
    double sum = 0;
    for (int from = 0; from < count; from += setting.evaluation().columns()) {
      int to = Math.min(count, from + setting.evaluation().columns());
      Ensemble ensemble = setting.evaluation().of(to - from);
      Phase phase =
          machine.reconstruct(
              ensemble, setting.meanField().passes(), setting.meanField().tolerance());
      Batch made = Evaluate.look(development, phase, setting.network().visible(), test, from, to);
      sum += squares(made, test.columns(Evaluate.range(from, to), 0, test.pixels()));
    }
    double error = sum / ((double) count * test.pixels());
    development.measured("reconstruction-error", "pixels", error);
  }

  private static double squares(Batch a, Batch b) {
    double sum = 0;
    for (int k = 0; k < a.values().length; k++) {
      double difference = (double) a.values()[k] - b.values()[k];
      sum += difference * difference;
    }
    return sum;
  }
}
