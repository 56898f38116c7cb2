package org.ontogeny.engine.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What says nothing: a set of noise, noise on pixels, random labels. */
class NoiseTest {

  private static final int SIZE = 600;

  private static Dataset load(String name, Values values) {
    return Datasets.loadFrom(name, 20, values, SIZE, 10, 3, Optional.empty());
  }

  @Test
  void aSetOfNoiseHasEveryGreyAndEveryLabelEquallyOften() {
    Images images = Noise.draw(3, 0, SIZE, 20);
    int pixels = SIZE * 400;
    int[] greys = new int[16];
    for (byte grey : images.grey()) {
      greys[Byte.toUnsignedInt(grey) / 16]++;
    }
    for (int count : greys) {
      assertEquals(pixels / 16.0, count, 5 * Math.sqrt(pixels / 16.0));
    }
    int[] classes = new int[10];
    for (byte label : images.labels()) {
      classes[label]++;
    }
    for (int count : classes) {
      assertEquals(SIZE / 10.0, count, 4 * Math.sqrt(SIZE * 0.09));
    }
  }

  @Test
  void anExampleOfNoiseIsAFunctionOfSeedSplitAndPlace() {
    Images many = Noise.draw(3, 0, 50, 20);
    Images few = Noise.draw(3, 0, 10, 20);
    assertArrayEquals(few.grey(), Arrays.copyOf(many.grey(), few.grey().length));
    assertArrayEquals(few.labels(), Noise.draw(3, 0, 10, 28).labels());
    assertFalse(Arrays.equals(few.grey(), Noise.draw(4, 0, 10, 20).grey()));
    assertFalse(Arrays.equals(few.grey(), Noise.draw(3, 1, 10, 20).grey()));
    DataException error = assertThrows(DataException.class, () -> Noise.draw(3, 0, 1, 65));
    assertTrue(error.getMessage().contains("1 to 64"), error.getMessage());
  }

  @Test
  void noiseCanBeLoadedLikeAnyOtherSet() {
    Dataset grey = load("noise", Values.GREY);
    assertEquals(new Provenance.Drawn("noise", Noise.VERSION, 3), grey.provenance());
    byte[] drawn = Noise.draw(3, 0, SIZE, 20).grey();
    float[] states = grey.train().columns(new int[] {7}, 0, 400).values();
    float[] on = load("noise", Values.BINARY).train().columns(new int[] {7}, 0, 400).values();
    for (int pixel = 0; pixel < 400; pixel++) {
      int ink = Byte.toUnsignedInt(drawn[7 * 400 + pixel]);
      assertEquals(ink / 255f, states[pixel]);
      assertEquals(ink >= 128 ? 1f : 0f, on[pixel]);
    }
  }

  @Test
  void binaryPixelsAreInvertedWithTheProbabilityThatTheNoiseIs() {
    Dataset clean = load("digits", Values.BINARY);
    Dataset noisy = clean.withNoise(0.1, 5);
    float[] before = Split.states(clean.train());
    float[] after = Split.states(noisy.train());
    int inverted = 0;
    for (int k = 0; k < before.length; k++) {
      assertTrue(after[k] == before[k] || after[k] == 1 - before[k]);
      inverted += after[k] == before[k] ? 0 : 1;
    }
    assertEquals(0.1 * before.length, inverted, 5 * Math.sqrt(before.length * 0.09));
    assertArrayEquals(after, Split.states(clean.withNoise(0.1, 5).train()));
    assertFalse(Arrays.equals(after, Split.states(clean.withNoise(0.1, 6).train())));
    assertArrayEquals(Split.states(clean.test()), Split.states(noisy.test()));
    assertArrayEquals(Split.labels(clean.train()), Split.labels(noisy.train()));
    assertArrayEquals(before, Split.states(clean.train())); // nothing was written over
  }

  /** On mid-grey, which is far from both ends, the noise is normal with the deviation asked for. */
  @Test
  void greyPixelsGetNormalNoiseThatIsCutOff() {
    byte[] middle = new byte[100 * 400];
    Arrays.fill(middle, (byte) 128);
    Examples flat = new Examples(20, 20, 10, Values.GREY, middle, new byte[100]);
    float[] noisy = Split.states(PixelNoise.on(flat, 0.1, 5));
    double sum = 0;
    double squares = 0;
    int within = 0;
    for (float state : noisy) {
      double away = state - 128 / 255.0;
      sum += away;
      squares += away * away;
      within += Math.abs(away) < 0.1 ? 1 : 0;
    }
    int n = noisy.length;
    assertEquals(0, sum / n, 5 * 0.1 / Math.sqrt(n));
    assertEquals(0.1, Math.sqrt(squares / n), 0.002);
    assertEquals(0.6827, within / (double) n, 0.015); // a step of the greys is wide
    float[] dark = Split.states(PixelNoise.on(flat.showing(new byte[100 * 400]), 0.1, 5));
    int black = 0;
    for (float state : dark) {
      assertTrue(state >= 0 && state <= 1);
      black += state == 0 ? 1 : 0;
    }
    assertEquals(0.5, black / (double) n, 0.02); // half of the noise is below 0
  }

  @Test
  void randomLabelsAreUniformWhateverTheImage() {
    Dataset told = load("digits", Values.BINARY);
    Dataset untold = told.withRandomLabels(5);
    int[] counts = new int[10];
    int agreeing = 0;
    for (int example = 0; example < SIZE; example++) {
      counts[untold.train().label(example)]++;
      agreeing += untold.train().label(example) == told.train().label(example) ? 1 : 0;
    }
    for (int count : counts) {
      assertEquals(SIZE / 10.0, count, 4 * Math.sqrt(SIZE * 0.09));
    }
    assertEquals(SIZE / 10.0, agreeing, 4 * Math.sqrt(SIZE * 0.09));
    assertArrayEquals(Split.labels(untold.train()), Split.labels(told.withRandomLabels(5).train()));
    assertFalse(
        Arrays.equals(
            Split.labels(untold.train()), Split.labels(told.withRandomLabels(6).train())));
    assertArrayEquals(Split.states(told.train()), Split.states(untold.train()));
    assertArrayEquals(Split.labels(told.test()), Split.labels(untold.test()));
  }
}
