package org.ontogeny.engine.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.ontogeny.kernel.Batch;

class VerdictsTest {

  /** Class 0: 0.9 and 0.7, mean 0.8; class 2: 0.6. Their mean is 0.7, that of all three 0.733. */
  @Test
  void qualityIsAMeanOverClassesAndNotOverPatterns() {
    Verdicts verdicts = new Verdicts(new int[] {0, 2, 0}, new double[] {0.9, 0.6, 0.7});
    assertEquals(0.7, verdicts.quality(), 1e-15);
  }

  @Test
  void diversityComparesTheSmallestClassWithTheLargest() {
    double[] any = new double[5];
    assertEquals(0.5, new Verdicts(new int[] {0, 1, 1, 0, 2}, any).diversity(3));
    assertEquals(0, new Verdicts(new int[] {0, 1, 1, 0, 1}, any).diversity(3));
  }

  /** Two features that say the class outright: confidence is near 1, and at a tie near a half. */
  @Test
  void aClassifierIsAsSureAsItsProbabilities() {
    float[] values = new float[2 * 400];
    int[] labels = new int[400];
    for (int k = 0; k < 400; k++) {
      labels[k] = k % 2;
      values[labels[k] * 400 + k] = 1;
    }
    Classifier classifier =
        Classifier.fit(new Batch(2, 400, values), labels, Classifier.Settings.DEFAULT);
    Verdicts verdicts = classifier.verdicts(new Batch(2, 3, new float[] {1, 0, 1, 0, 1, 1}));
    assertEquals(0, verdicts.classes()[0]);
    assertEquals(1, verdicts.classes()[1]);
    assertTrue(verdicts.confidence()[0] > 0.9 && verdicts.confidence()[1] > 0.9);
    assertEquals(0.5, verdicts.confidence()[2], 0.05);
  }
}
