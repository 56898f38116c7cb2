package org.ontogeny.engine.stage;

import org.ontogeny.engine.data.Examples;
import org.ontogeny.engine.network.Dynamics;
import org.ontogeny.engine.network.Ensemble;
import org.ontogeny.engine.network.GradientNetwork;
import org.ontogeny.kernel.Batch;

/**
 * How well the output of a network that learns by error answers examples: the share whose largest
 * answer is that of their class, and the mean loss, cross-entropy {@code -ln y_class} of a softmax
 * or half the squared error of a linear output.
 *
 * @param accuracy share of examples that are answered rightly, 0 to 1
 * @param loss mean over examples, at least 0
 */
record Output(double accuracy, double loss) {

  /** Below this an answer is not told apart from 0; its logarithm is that of this. */
  private static final float LEAST = Float.MIN_NORMAL;

  /** Measures both splits, and tells what came out. */
  static void tell(Development development) {
    Readout readout = development.setting().readout();
    Output train = of(development, development.data().train(), readout.train());
    Output test = of(development, development.data().test(), readout.test());
    development.measured("accuracy-train", "output", train.accuracy());
    development.measured("accuracy", "output", test.accuracy());
    development.measured("loss-train", "output", train.loss());
    development.measured("loss", "output", test.loss());
    development
        .setting()
        .transfer()
        .ifPresent(
            second -> {
              int count = Math.min(readout.test(), second.test().size());
              Output there = of(development, second.test(), count);
              development.measured("accuracy-transfer", "output", there.accuracy());
            });
  }

  /** Over the first examples. */
  static Output of(Development development, Examples examples, int count) {
    Setting setting = development.setting();
    GradientNetwork network = new GradientNetwork(setting.network());
    boolean softmax = network.output().dynamics() == Dynamics.SOFTMAX;
    long right = 0;
    double loss = 0;
    for (int from = 0; from < count; from += setting.evaluation().columns()) {
      int to = Math.min(count, from + setting.evaluation().columns());
      Ensemble ensemble = setting.evaluation().of(to - from);
      Batch answers =
          Evaluate.look(
              development, network.answer(ensemble), network.output(), examples, from, to);
      for (int c = 0; c < answers.columns(); c++) {
        int label = examples.label(from + c);
        right += largest(answers, c) == label ? 1 : 0;
        loss += softmax ? surprise(answers.get(label, c)) : squares(answers, c, label) / 2;
      }
    }
    return new Output((double) right / count, loss / count);
  }

  private static double surprise(float answer) {
    return -StrictMath.log(Math.max(LEAST, answer));
  }

  private static double squares(Batch answers, int column, int label) {
    double sum = 0;
    for (int n = 0; n < answers.rows(); n++) {
      double missed = answers.get(n, column) - (n == label ? 1 : 0);
      sum += missed * missed;
    }
    return sum;
  }

  private static int largest(Batch answers, int column) {
    int largest = 0;
    for (int n = 1; n < answers.rows(); n++) {
      if (answers.get(n, column) > answers.get(largest, column)) {
        largest = n;
      }
    }
    return largest;
  }
}
