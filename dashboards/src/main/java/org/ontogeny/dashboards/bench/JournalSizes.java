package org.ontogeny.dashboards.bench;

/**
 * How much the benchmark of the journal does. The usual sizes answer its questions; smaller ones
 * show that it works.
 *
 * @param facts appended in one block
 * @param fates synapses of each
 * @param side pixels of a side of the small machine's input
 * @param cycles of the small machine, each with a fence at which its structure changes
 * @param block fences of a turn of the small machine
 * @param layers neurons of the large machine: a side of the input, of the layer above it, and of
 *     the layer above that all
 * @param killed synapses that die at once in the large machine
 * @param updates of the large machine after that
 */
public record JournalSizes(
    int facts, int fates, int side, int cycles, int block, Layers layers, int killed, int updates) {

  /**
   * The large machine.
   *
   * @param side of the square of neurons that sees the input, and of the input
   * @param above neurons that see all of those
   */
  public record Layers(int side, int above) {}

  /** Those that the questions name. */
  public static JournalSizes usual() {
    return new JournalSizes(100, 10_000, 28, 13_125, 1_000, new Layers(20, 676), 200_000, 250);
  }
}
