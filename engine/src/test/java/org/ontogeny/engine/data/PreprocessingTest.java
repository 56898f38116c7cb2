package org.ontogeny.engine.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PreprocessingTest {

  /** Example n has ink where the n-th of the ten binary digits of the pixel's number is 1. */
  @Test
  void cropKeepsPixels4To23() {
    byte[] grey = new byte[10 * 784];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = (byte) ((((i % 784) >> (i / 784)) & 1) * 255);
    }
    Examples cropped = new Preprocessing(20, Binarisation.HALF).apply(images(28, grey));
    assertEquals(20, cropped.width());
    assertEquals(20, cropped.height());
    float[] states = Split.states(cropped);
    for (int y = 0; y < 20; y++) {
      for (int x = 0; x < 20; x++) {
        int pixel = 0;
        for (int example = 0; example < 10; example++) {
          pixel += (int) states[(y * 20 + x) * 10 + example] << example;
        }
        assertEquals((4 + y) * 28 + 4 + x, pixel);
      }
    }
  }

  @Test
  void fullSideKeepsEveryPixel() {
    byte[] grey = {0, (byte) 255, (byte) 255, 0};
    Examples examples = new Preprocessing(2, Binarisation.HALF).apply(images(2, grey));
    assertArrayEquals(new float[] {0, 1, 1, 0}, Split.states(examples));
  }

  @Test
  void meanIsOverAllCroppedPixelsAndBelongsToOn() {
    // the border of 200s does not count; the mean of 10, 20, 30, 40 and four times 20 is 22.5
    byte[] grey = new byte[2 * 16];
    java.util.Arrays.fill(grey, (byte) 200);
    setInner(grey, 0, 10, 20, 30, 40);
    setInner(grey, 16, 20, 20, 20, 20);
    Examples examples = new Preprocessing(2, Binarisation.MEAN).apply(images(4, grey));
    assertArrayEquals(new float[] {0, 0, 0, 0, 1, 0, 1, 0}, Split.states(examples));
    setInner(grey, 16, 25, 25, 25, 25); // the mean is 25 now
    Examples atMean = new Preprocessing(2, Binarisation.MEAN).apply(images(4, grey));
    assertArrayEquals(new float[] {0, 1, 0, 1, 1, 1, 1, 1}, Split.states(atMean));
  }

  @Test
  void halfIsAFixedThreshold() {
    byte[] grey = {127, (byte) 128, (byte) 129, (byte) 255};
    Examples examples = new Preprocessing(2, Binarisation.HALF).apply(images(2, grey));
    assertArrayEquals(new float[] {0, 1, 1, 1}, Split.states(examples));
  }

  @Test
  void impossibleSides() {
    Images images = images(28, new byte[784]);
    for (int side : new int[] {30, 21}) {
      DataException error =
          assertThrows(
              DataException.class, () -> new Preprocessing(side, Binarisation.MEAN).apply(images));
      assertTrue(error.getMessage().contains("side " + side), error.getMessage());
    }
    assertThrows(IllegalArgumentException.class, () -> new Preprocessing(0, Binarisation.MEAN));
  }

  private static void setInner(byte[] grey, int offset, int... values) {
    for (int i = 0; i < 4; i++) {
      grey[offset + (1 + i / 2) * 4 + 1 + i % 2] = (byte) values[i];
    }
  }

  private static Images images(int side, byte[] grey) {
    return new Images("some", side, side, 10, grey, new byte[grey.length / side / side]);
  }
}
