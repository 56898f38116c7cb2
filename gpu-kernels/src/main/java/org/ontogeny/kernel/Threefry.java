package org.ontogeny.kernel;

/**
 * The block function Threefry-2x32 with 20 rounds: two 32-bit counters enciphered under two 32-bit
 * keys. A pure function, so that a draw depends on what it is for and never on when or where it is
 * made.
 *
 * <p>Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC 2011),
 * section 3.2 and its published known answers.
 */
public final class Threefry {

  private static final int PARITY = 0x1BD11BDA;

  private Threefry() {}

  /**
   * Enciphers the counter {@code (c0, c1)} under the key {@code (k0, k1)}.
   *
   * @return the second word in the high 32 bits, the first word in the low 32 bits
   */
  public static long block(int k0, int k1, int c0, int c1) {
    // written out, for as a loop over the rounds it takes more than twice as long
    int k2 = PARITY ^ k0 ^ k1;
    int x0 = c0 + k0;
    int x1 = c1 + k1;
    x0 += x1;
    x1 = Integer.rotateLeft(x1, 13) ^ x0;
    x0 += x1;
    x1 = Integer.rotateLeft(x1, 15) ^ x0;
    x0 += x1;
    x1 = Integer.rotateLeft(x1, 26) ^ x0;
    x0 += x1;
    x1 = Integer.rotateLeft(x1, 6) ^ x0;
    x0 += k1;
    x1 += k2 + 1;
    x0 += x1;
    x1 = Integer.rotateLeft(x1, 17) ^ x0;
    x0 += x1;
    x1 = Integer.rotateLeft(x1, 29) ^ x0;
    x0 += x1;
    x1 = Integer.rotateLeft(x1, 16) ^ x0;
    x0 += x1;
    x1 = Integer.rotateLeft(x1, 24) ^ x0;
    x0 += k2;
    x1 += k0 + 2;
    x0 += x1;
    x1 = Integer.rotateLeft(x1, 13) ^ x0;
    x0 += x1;
    x1 = Integer.rotateLeft(x1, 15) ^ x0;
    x0 += x1;
    x1 = Integer.rotateLeft(x1, 26) ^ x0;
    x0 += x1;
    x1 = Integer.rotateLeft(x1, 6) ^ x0;
    x0 += k0;
    x1 += k1 + 3;
    x0 += x1;
    x1 = Integer.rotateLeft(x1, 17) ^ x0;
    x0 += x1;
    x1 = Integer.rotateLeft(x1, 29) ^ x0;
    x0 += x1;
    x1 = Integer.rotateLeft(x1, 16) ^ x0;
    x0 += x1;
    x1 = Integer.rotateLeft(x1, 24) ^ x0;
    x0 += k1;
    x1 += k2 + 4;
    x0 += x1;
    x1 = Integer.rotateLeft(x1, 13) ^ x0;
    x0 += x1;
    x1 = Integer.rotateLeft(x1, 15) ^ x0;
    x0 += x1;
    x1 = Integer.rotateLeft(x1, 26) ^ x0;
    x0 += x1;
    x1 = Integer.rotateLeft(x1, 6) ^ x0;
    x0 += k2;
    x1 += k0 + 5;
    return ((long) x1 << 32) | (x0 & 0xFFFFFFFFL);
  }
}
