package org.ontogeny.engine.evaluation;

import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.ontogeny.kernel.Batch;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.common.sgd.AbstractSGDTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.math.optimisers.ParameterAveraging;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Multinomial logistic regression on the states of some neurons, fitted by stochastic gradient
 * descent with a step size for each weight and averaged weights, without a penalty on weights. The
 * average over all steps does what the penalty would: a fit that is stopped early generalises.
 *
 * <p>Equal features, labels and settings give an equal classifier, in any thread and whatever ran
 * before; nothing here is shared between calls.
 *
 * <p>Features that are the same in all training examples, such as neurons that never fire, carry no
 * information and are left out. Where none remains every example gets the most frequent class.
 *
 * <p>Source: J. Duchi, E. Hazan, Y. Singer, "Adaptive subgradient methods", JMLR 12 (2011); B. T.
 * Polyak, A. B. Juditsky, "Acceleration of stochastic approximation by averaging" (1992).
 */
public final class Classifier {

  // The logger that announces every fit; held here, since the JDK forgets loggers that nobody
  // holds.
  private static final Logger ANNOUNCEMENTS = Logger.getLogger(AbstractSGDTrainer.class.getName());

  static {
    ANNOUNCEMENTS.setLevel(Level.WARNING);
  }

  private static final double STABILISER = 0.1; // added to the root of summed squared gradients
  private static final int NO_LOSS_REPORTS = -1;

  private final int inputs;
  private final int[] used; // features that vary, ascending
  private final String[] names; // [used.length], or one name where nothing varies
  private final LinearSGDModel model;

  private Classifier(int inputs, int[] used, String[] names, LinearSGDModel model) {
    this.inputs = inputs;
    this.used = used;
    this.names = names;
    this.model = model;
  }

  /**
   * How a classifier is fitted.
   *
   * @param epochs passes over the training examples, at least 1
   * @param rate first step size, above 0
   * @param minibatch examples a step, at least 1
   * @param seed of the order of examples
   */
  public record Settings(int epochs, double rate, int minibatch, long seed) {

    /**
     * On 3,000 examples of 150 features within half a point of the optimum that a penalty of one
     * half the squared weights has, in a third of a second.
     */
    public static final Settings DEFAULT = new Settings(30, 0.1, 1, 1);

    public Settings {
      if (epochs < 1 || minibatch < 1 || !(rate > 0) || Double.isInfinite(rate)) {
        throw new IllegalArgumentException(
            "epochs %d and minibatch %d must be at least 1, rate %s above 0 and finite"
                .formatted(epochs, minibatch, rate));
      }
    }
  }

  /**
   * Shares of examples that are classified correctly.
   *
   * @param train of those that the classifier was fitted to, 0 .. 1
   * @param test of the held-out ones, 0 .. 1
   */
  public record Accuracy(double train, double test) {}

  /**
   * Fits a classifier and measures it.
   *
   * @param trainX [features][training examples], finite
   * @param trainY [training examples], at least one; classes
   * @param testX [features][test examples], finite
   * @param testY [test examples], at least one; a class that training lacks counts as wrong
   * @throws IllegalArgumentException if shapes do not agree or a feature is not finite
   */
  public static Accuracy evaluate(
      Batch trainX, int[] trainY, Batch testX, int[] testY, Settings settings) {
    Classifier classifier = fit(trainX, trainY, settings);
    return new Accuracy(classifier.accuracy(trainX, trainY), classifier.accuracy(testX, testY));
  }

  /**
   * Fits a classifier.
   *
   * @param features [features][examples], finite
   * @param labels [examples], at least one; classes, not negative
   * @throws IllegalArgumentException if shapes do not agree or a feature is not finite
   */
  public static Classifier fit(Batch features, int[] labels, Settings settings) {
    check(features, labels.length);
    int[] used = IntStream.range(0, features.rows()).filter(i -> varies(features, i)).toArray();
    // Tribuo numbers features by the order of their names
    String[] names = new String[Math.max(1, used.length)];
    for (int i = 0; i < names.length; i++) {
      names[i] = "%08d".formatted(i);
    }
    LabelFactory factory = new LabelFactory();
    MutableDataset<Label> data =
        new MutableDataset<>(new SimpleDataSourceProvenance("states", factory), factory);
    for (int column = 0; column < labels.length; column++) {
      data.add(example(features, column, used, names, new Label(String.valueOf(labels[column]))));
    }
    LinearSGDTrainer trainer =
        new LinearSGDTrainer(
            new LogMulticlass(),
            new ParameterAveraging(new AdaGrad(settings.rate(), STABILISER)),
            settings.epochs(),
            NO_LOSS_REPORTS,
            settings.minibatch(),
            settings.seed());
    return new Classifier(features.rows(), used, names, trainer.train(data));
  }

  /**
   * The share of examples classified correctly, 0 .. 1.
   *
   * @param features [features][examples], finite
   * @param labels [examples], at least one
   */
  double accuracy(Batch features, int[] labels) {
    check(features, labels.length);
    int[] classes = classify(features);
    long correct = IntStream.range(0, labels.length).filter(i -> classes[i] == labels[i]).count();
    return (double) correct / labels.length;
  }

  /**
   * The most probable class of each example, [examples].
   *
   * @param features [features][examples], finite
   */
  int[] classify(Batch features) {
    return IntStream.range(0, features.columns())
        .map(column -> Integer.parseInt(predict(features, column).getOutput().getLabel()))
        .toArray();
  }

  /**
   * The most probable class of each example, and how probable it is.
   *
   * @param features [features][examples], finite
   */
  public Verdicts verdicts(Batch features) {
    int[] classes = new int[features.columns()];
    double[] confidence = new double[features.columns()];
    for (int column = 0; column < classes.length; column++) {
      Label winner = predict(features, column).getOutput();
      classes[column] = Integer.parseInt(winner.getLabel());
      confidence[column] = winner.getScore();
    }
    return new Verdicts(classes, confidence);
  }

  private Prediction<Label> predict(Batch features, int column) {
    if (features.rows() != inputs) {
      throw new IllegalArgumentException(
          "fitted to %d features but there are %d".formatted(inputs, features.rows()));
    }
    return model.predict(example(features, column, used, names, LabelFactory.UNKNOWN_LABEL));
  }

  private static Example<Label> example(
      Batch features, int column, int[] used, String[] names, Label label) {
    double[] values = new double[names.length];
    for (int i = 0; i < used.length; i++) {
      float value = features.get(used[i], column);
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException(
            "feature %d of example %d is %s".formatted(used[i], column, value));
      }
      values[i] = value;
    }
    return new ArrayExample<>(label, names, values);
  }

  private static boolean varies(Batch features, int row) {
    float first = features.get(row, 0);
    // a value that is no number counts as varying, so that it is reported and not left out
    return !Float.isFinite(first)
        || IntStream.range(1, features.columns())
            .anyMatch(column -> features.get(row, column) != first);
  }

  private static void check(Batch features, int labels) {
    if (labels == 0 || features.columns() != labels) {
      throw new IllegalArgumentException(
          "%d examples and %d labels: expected as many, and at least one"
              .formatted(features.columns(), labels));
    }
  }
}
