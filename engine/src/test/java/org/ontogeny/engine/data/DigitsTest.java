package org.ontogeny.engine.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DigitsTest {

  /** Frozen: a change here changes every run on drawn digits and needs a new generator version. */
  @Test
  void goldenImages() throws NoSuchAlgorithmException {
    assertEquals(1, Digits.VERSION);
    Images images = Digits.draw(1, Digits.TRAIN, 1000, 20);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(images.grey());
    digest.update(images.labels());
    assertEquals(
        "9a9a52fb6cabf0291ef26d142bbf42062b23add56a9435a4dc00acdf0b151fb5",
        HexFormat.of().formatHex(digest.digest()));
  }

  @Test
  void anExampleDoesNotDependOnHowManyAreDrawn() {
    Images few = Digits.draw(9, Digits.TEST, 10, 28);
    Images many = Digits.draw(9, Digits.TEST, 50, 28);
    assertArrayEquals(few.grey(), Arrays.copyOf(many.grey(), few.grey().length));
    assertArrayEquals(few.labels(), Arrays.copyOf(many.labels(), 10));
  }

  @Test
  void seedsAndSplitsDiffer() {
    byte[] grey = Digits.draw(9, Digits.TRAIN, 10, 20).grey();
    assertFalse(Arrays.equals(grey, Digits.draw(10, Digits.TRAIN, 10, 20).grey()));
    assertFalse(Arrays.equals(grey, Digits.draw(9, Digits.TEST, 10, 20).grey()));
  }

  @Test
  void sidesShareLabels() {
    byte[] labels = Digits.draw(9, Digits.TRAIN, 100, 20).labels();
    assertArrayEquals(labels, Digits.draw(9, Digits.TRAIN, 100, 28).labels());
  }

  @Test
  void everyClassIsAsLikely() {
    int n = 3000;
    int[] counts = new int[10];
    for (byte label : Digits.draw(2, Digits.TRAIN, n, 8).labels()) {
      counts[label]++;
    }
    for (int count : counts) {
      assertEquals(n / 10.0, count, 4 * Math.sqrt(n * 0.1 * 0.9));
    }
  }

  /** Every image at every side has ink, and leaves most of the square empty. */
  @Test
  void inkIsPresentAndSparse() {
    for (int side : new int[] {8, 20, 28, 64}) {
      Examples examples =
          new Preprocessing(side, Binarisation.HALF).apply(Digits.draw(4, Digits.TRAIN, 50, side));
      for (int example = 0; example < examples.size(); example++) {
        double on = 0;
        for (float state : examples.columns(new int[] {example}, 0, examples.pixels()).values()) {
          on += state;
        }
        double share = on / examples.pixels();
        assertTrue(share > 0.03 && share < 0.6, () -> "ink covers " + share);
      }
    }
  }

  @Test
  void impossibleSides() {
    for (int side : new int[] {7, 65}) {
      DataException error =
          assertThrows(DataException.class, () -> Digits.draw(1, Digits.TRAIN, 1, side));
      assertTrue(error.getMessage().contains("8 to 64"), error.getMessage());
    }
  }
}
