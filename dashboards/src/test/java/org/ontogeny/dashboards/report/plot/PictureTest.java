package org.ontogeny.dashboards.report.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Pictures, pixel by pixel. */
class PictureTest {

  private static double brightness(int rgb) {
    int red = (rgb >> 16) & 0xFF;
    int green = (rgb >> 8) & 0xFF;
    int blue = rgb & 0xFF;
    return 0.299 * red + 0.587 * green + 0.114 * blue;
  }

  @Test
  void cellsAreToldApartWithoutColours() {
    int[][] cells = {{Matrix.ALIVE, Matrix.PRUNED}, {Matrix.NEVER, Matrix.ALIVE}};
    Matrix matrix = new Matrix(2, 2, (row, column) -> cells[row][column]);
    Picture picture = matrix.picture();
    assertEquals(1, matrix.folded());
    assertEquals(480, picture.width());
    assertTrue(brightness(picture.rgb(0, 0)) < 80);
    assertTrue(brightness(picture.rgb(240, 239)) > 230);
    long shades = IntStream.range(0, 12).map(x -> picture.rgb(x, 240)).distinct().count();
    assertEquals(2, shades, "what is never possible is hatched");
  }

  @Test
  void aLargeMatrixIsDrawnSmallerByShares() {
    // the first 3 x 3 block has one possible synapse that lives and one that does not
    Matrix matrix =
        new Matrix(
            1_000,
            1_200,
            (row, column) ->
                row == 0 && column == 0
                    ? Matrix.ALIVE
                    : row == 0 && column == 1 ? Matrix.PRUNED : Matrix.NEVER);
    assertEquals(3, matrix.folded());
    Picture picture = matrix.picture();
    assertEquals(400, picture.width());
    assertEquals(334, picture.height());
    double half = (brightness(Matrix.DARK) + brightness(Matrix.PALE)) / 2;
    assertEquals(half, brightness(picture.rgb(0, 0)), 1.5);
  }

  @Test
  void tilesLieRowByRow() {
    Picture picture =
        new Tiles(3, 2, 2).picture((tile, row, column) -> tile * 16 + row * 2 + column);
    int tile = picture.width() / 2 + 1; // two of them side by side, with a gap
    assertEquals(0, picture.rgb(0, 0));
    assertEquals(16, picture.rgb(tile, 0));
    assertEquals(32, picture.rgb(0, tile));
    assertEquals(35, picture.rgb(tile - 4, 2 * tile - 4));
  }

  @Test
  void weightsGoFromOrangeToBlue() {
    assertEquals(0xD55E00, Tiles.weight(-1));
    assertEquals(0x005A94, Tiles.weight(1));
    assertEquals(0xF3F3F3, Tiles.weight(0));
  }

  @Test
  void aPictureIsInItsAddress() throws IOException {
    Picture picture = new Picture(3, 2, 0x123456);
    picture.set(2, 1, 0xABCDEF);
    String address = picture.address();
    assertTrue(address.startsWith("data:image/png;base64,"), address);
    byte[] bytes = Base64.getDecoder().decode(address.substring(address.indexOf(',') + 1));
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
    assertEquals(3, image.getWidth());
    assertEquals(0xFF123456, image.getRGB(0, 0));
    assertEquals(0xFFABCDEF, image.getRGB(2, 1));
  }
}
