package org.ontogeny.engine.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ontogeny.engine.data.DataDirectory;
import org.ontogeny.engine.data.Dataset;
import org.ontogeny.engine.data.Datasets;
import org.ontogeny.engine.data.Examples;
import org.ontogeny.engine.evaluation.Classifier.Accuracy;
import org.ontogeny.engine.evaluation.Classifier.Settings;
import org.ontogeny.kernel.Batch;
import org.ontogeny.kernel.Key;

class ClassifierTest {

  private static final Key KEY = Key.of(17);

  @Test
  void separableBlobs() {
    int[] labels = labels(300, 3);
    Batch blobs = blobs(labels, 0);
    Batch others = blobs(labels, 1);
    assertEquals(
        new Accuracy(1, 1), Classifier.evaluate(blobs, labels, others, labels, Settings.DEFAULT));
  }

  /**
   * Against Bayes' rule: three Bernoulli features, so that the most probable class of each of their
   * eight states is known, and with it the largest accuracy that there can be.
   */
  @Test
  void decidesAsBayesRuleDoes() {
    int n = 20_000;
    double[][] on = {{0.2, 0.6, 0.7}, {0.8, 0.3, 0.5}}; // [class][feature]
    int[] labels = IntStream.range(0, n).map(i -> KEY.bits(0, i) & 1).toArray();
    float[] values = new float[3 * n];
    for (int feature = 0; feature < 3; feature++) {
      for (int i = 0; i < n; i++) {
        values[feature * n + i] = KEY.uniform(1 + feature, i) < on[labels[i]][feature] ? 1 : 0;
      }
    }
    Batch features = new Batch(3, n, values);
    Classifier classifier = Classifier.fit(features, labels, Settings.DEFAULT);
    int[] best = new int[8];
    double most = 0;
    Batch states = Batch.zeros(3, 8);
    for (int state = 0; state < 8; state++) {
      double[] joint = {0.5, 0.5};
      for (int feature = 0; feature < 3; feature++) {
        boolean active = ((state >> feature) & 1) == 1;
        states.values()[feature * 8 + state] = active ? 1 : 0;
        for (int label = 0; label < 2; label++) {
          joint[label] *= active ? on[label][feature] : 1 - on[label][feature];
        }
      }
      best[state] = joint[1] > joint[0] ? 1 : 0;
      most += Math.max(joint[0], joint[1]);
    }
    assertArrayEquals(best, classifier.classify(states));
    assertEquals(most, classifier.accuracy(features, labels), 4 * Math.sqrt(0.25 / n));
  }

  @Test
  void randomLabelsStayAtChance() {
    int[] labels = IntStream.range(0, 1000).map(i -> (KEY.bits(0, i) >>> 1) % 10).toArray();
    Batch noise = noise(20, 1000, 1);
    int[] fresh = IntStream.range(0, 1000).map(i -> (KEY.bits(1, i) >>> 1) % 10).toArray();
    double accuracy = heldOut(noise, labels, noise(20, 1000, 2), fresh);
    assertEquals(0.1, accuracy, 4 * Math.sqrt(0.1 * 0.9 / 1000));
  }

  @Test
  void withoutInformationTheMostFrequentClassWins() {
    int[] train = {2, 1, 1, 0, 1};
    int[] test = {0, 1, 1, 2};
    float[] ones = new float[3 * 5];
    Arrays.fill(ones, 1f);
    for (Batch features : List.of(Batch.zeros(0, 5), Batch.zeros(3, 5), new Batch(3, 5, ones))) {
      Batch held = noise(features.rows(), 4, 3);
      assertEquals(
          new Accuracy(0.6, 0.5),
          Classifier.evaluate(features, train, held, test, Settings.DEFAULT));
    }
  }

  @Test
  void oneClassOnly() {
    Batch features = noise(4, 6, 4);
    int[] labels = new int[6];
    assertEquals(1, heldOut(features, labels, features, labels));
  }

  @Test
  void equalCallsDecideEqually() {
    int[] labels = labels(200, 10);
    Batch features = noise(30, 200, 5);
    Batch unseen = noise(30, 2000, 6);
    int[] first = Classifier.fit(features, labels, Settings.DEFAULT).classify(unseen);
    List<int[]> parallel =
        IntStream.range(0, 4)
            .parallel()
            .mapToObj(i -> Classifier.fit(features, labels, Settings.DEFAULT).classify(unseen))
            .toList();
    for (int[] other : parallel) {
      assertArrayEquals(first, other);
    }
  }

  @Test
  void drawnDigitsFromRawPixels() {
    Dataset digits = Datasets.load("digits", 20, 2000, 1000, 1, Optional.empty());
    double accuracy = rawPixels(digits);
    assertTrue(accuracy > 0.87 && accuracy < 0.95, () -> "accuracy is " + accuracy);
  }

  /** The source reports 0.9134 from 60,000 examples. */
  @Test
  void mnistFromRawPixels() {
    Optional<DataDirectory> directory = DataDirectory.find(Optional.empty(), System.getenv());
    assumeTrue(
        Datasets.available(directory).contains("mnist"),
        "ONTOGENY_DATA does not name a folder that holds mnist");
    Dataset mnist = Datasets.load("mnist", 20, 10_000, 10_000, 1, Optional.empty());
    double accuracy = rawPixels(mnist);
    assertTrue(accuracy > 0.88 && accuracy < 0.92, () -> "accuracy is " + accuracy);
  }

  @Test
  void badInput() {
    int[] labels = {0, 1};
    Batch features = new Batch(1, 2, new float[] {0, 1});
    Batch missing = new Batch(1, 2, new float[] {Float.NaN, Float.NaN});
    assertIllegal(() -> Classifier.fit(features, new int[3], Settings.DEFAULT), "3 labels");
    assertIllegal(() -> Classifier.fit(Batch.zeros(1, 0), new int[0], Settings.DEFAULT), "0");
    assertIllegal(() -> Classifier.fit(missing, labels, Settings.DEFAULT), "NaN");
    Classifier classifier = Classifier.fit(features, labels, Settings.DEFAULT);
    assertIllegal(() -> classifier.accuracy(Batch.zeros(2, 2), labels), "1 features");
    assertIllegal(() -> new Settings(0, 0.1, 1, 1), "epochs 0");
    assertIllegal(() -> new Settings(1, Double.NaN, 1, 1), "rate NaN");
  }

  @Test
  void theLibraryIsSilent() {
    List<String> messages = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            messages.add(record.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger library = Logger.getLogger("org.tribuo");
    Level level = library.getLevel();
    library.setLevel(Level.ALL); // whatever the configuration of the tests suppresses
    library.addHandler(handler);
    try {
      Classifier.fit(noise(3, 20, 6), labels(20, 2), Settings.DEFAULT);
    } finally {
      library.removeHandler(handler);
      library.setLevel(level);
    }
    assertEquals(List.of(), messages);
  }

  private static double rawPixels(Dataset data) {
    return heldOut(
        pixels(data.train()), labels(data.train()), pixels(data.test()), labels(data.test()));
  }

  private static Batch pixels(Examples examples) {
    int[] all = IntStream.range(0, examples.size()).toArray();
    return examples.columns(all, 0, examples.pixels());
  }

  private static int[] labels(Examples examples) {
    return IntStream.range(0, examples.size()).map(examples::label).toArray();
  }

  private static double heldOut(Batch trainX, int[] trainY, Batch testX, int[] testY) {
    return Classifier.evaluate(trainX, trainY, testX, testY, Settings.DEFAULT).test();
  }

  private static int[] labels(int n, int classes) {
    return IntStream.range(0, n).map(i -> i % classes).toArray();
  }

  /** Two features within 1 of centres that lie 4 apart. */
  private static Batch blobs(int[] labels, int draw) {
    int n = labels.length;
    float[] values = new float[2 * n];
    for (int i = 0; i < n; i++) {
      values[i] = 4 * (labels[i] % 2) + 2 * KEY.with(draw).uniform(0, i) - 1;
      values[n + i] = 4 * (labels[i] / 2) + 2 * KEY.with(draw).uniform(1, i) - 1;
    }
    return new Batch(2, n, values);
  }

  private static Batch noise(int features, int examples, int draw) {
    float[] values = new float[features * examples];
    for (int i = 0; i < values.length; i++) {
      values[i] = KEY.with(draw).uniform(2, i);
    }
    return new Batch(features, examples, values);
  }

  private static void assertIllegal(Runnable call, String expected) {
    String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
    assertTrue(message.contains(expected), () -> "'%s' lacks '%s'".formatted(message, expected));
  }
}
