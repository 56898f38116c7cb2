package org.ontogeny.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Known answers of threefry2x32 with 20 rounds, published with Random123 (kat_vectors). */
class ThreefryTest {

  @ParameterizedTest
  @CsvSource({
    "00000000, 00000000, 00000000, 00000000, 6b200159, 99ba4efe",
    "ffffffff, ffffffff, ffffffff, ffffffff, 1cb996fc, bb002be7",
    "243f6a88, 85a308d3, 13198a2e, 03707344, c4923a9c, 483df7a0"
  })
  void enciphersAsPublished(String c0, String c1, String k0, String k1, String x0, String x1) {
    long words = Threefry.block(word(k0), word(k1), word(c0), word(c1));
    assertEquals(word(x0), (int) words);
    assertEquals(word(x1), (int) (words >>> 32));
  }

  private static int word(String hex) {
    return Integer.parseUnsignedInt(hex, 16);
  }
}
