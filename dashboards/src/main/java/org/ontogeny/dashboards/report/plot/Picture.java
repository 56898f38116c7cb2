package org.ontogeny.dashboards.report.plot;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Pixels of one drawing, which end as a PNG within the page. */
public final class Picture {

  private final BufferedImage image;

  /** A picture of one colour. */
  public Picture(int width, int height, int rgb) {
    image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    fill(0, 0, width, height, rgb);
  }

  public int width() {
    return image.getWidth();
  }

  public int height() {
    return image.getHeight();
  }

  /** Colours a pixel. */
  public void set(int x, int y, int rgb) {
    image.setRGB(x, y, rgb);
  }

  /** Colour of a pixel, without transparency. */
  public int rgb(int x, int y) {
    return image.getRGB(x, y) & 0xFFFFFF;
  }

  /** Colours a rectangle. */
  public void fill(int left, int top, int width, int height, int rgb) {
    for (int y = top; y < top + height; y++) {
      for (int x = left; x < left + width; x++) {
        image.setRGB(x, y, rgb);
      }
    }
  }

  /** It as the address of an image that holds all of it. */
  public String address() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.setUseCache(false); // no file on the disk for it
      if (!ImageIO.write(image, "png", bytes)) {
        throw new IllegalStateException("this Java writes no PNG");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write an image to memory", e);
    }
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
