package org.ontogeny.dashboards.bench;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ontogeny.kernel.Synapses;

/**
 * Which synapses of a deep machine 400-400-676 a run of pruning left alive. The file has no header;
 * a text of the same name tells where it comes from:
 *
 * <pre>
 *   bits             of
 *   400 * 400        v to h1, row after row, [post][pre]
 *   676 * 400        h1 to h2, row after row, [post][pre]
 *
 *   bit k is bit k % 8 of byte k / 8, 1 for a living synapse
 * </pre>
 *
 * @param lower synapses v to h1
 * @param upper synapses h1 to h2
 */
record PrunedMasks(Synapses lower, Synapses upper) {

  private static final String RESOURCE = "/bench/pruned-dbm.bits";

  /** Those that come with the program; empty if none do. */
  static Optional<PrunedMasks> shipped(Layout layout) throws IOException {
    try (InputStream file = PrunedMasks.class.getResourceAsStream(RESOURCE)) {
      return file == null ? Optional.empty() : Optional.of(of(file.readAllBytes(), layout));
    }
  }

  /**
   * Those of a file.
   *
   * @throws IllegalArgumentException if it has another length
   */
  static PrunedMasks of(byte[] bits, Layout layout) {
    int lower = layout.below() * layout.below();
    int all = lower + layout.below() * layout.above();
    if (bits.length != (all + Byte.SIZE - 1) / Byte.SIZE) {
      throw new IllegalArgumentException(
          "masks of %,d bits expected, got %,d bytes".formatted(all, bits.length));
    }
    return new PrunedMasks(
        synapses(bits, 0, layout.below(), layout.below()),
        synapses(bits, lower, layout.below(), layout.above()));
  }

  private static Synapses synapses(byte[] bits, int first, int pres, int posts) {
    int[] living =
        IntStream.range(0, pres * posts)
            .filter(k -> (bits[(first + k) / Byte.SIZE] >> (first + k) % Byte.SIZE & 1) == 1)
            .toArray();
    return Synapses.of(
        pres,
        posts,
        IntStream.of(living).map(k -> k % pres).toArray(),
        IntStream.of(living).map(k -> k / pres).toArray());
  }
}
