package org.ontogeny.engine.random;

import org.ontogeny.kernel.Key;

/**
 * What a random number is for. Purposes keep streams apart; the numbers are frozen, since every
 * recorded run depends on them.
 */
public enum Purpose {
  INITIAL_WEIGHT(1),
  INITIAL_STATE(2),
  SAMPLE(3),
  SHUFFLE(4),
  PRUNE(5),
  TIE(6),
  GROW(7),
  LESION(8),
  /** Which neurons die by a rule that compares them. */
  NEURON(9),
  /** Evaluations: random patterns, annealing. */
  EVALUATION(10),
  /** Whether a cycle of development grows or prunes. */
  CYCLE(11),
  /** Which of its possible synapses a network is born with. */
  INITIAL_SYNAPSE(12),
  /** Drawing digits. */
  DIGITS(0x64696769),
  /** Order of examples that are read from files. */
  ORDER(0x7069636b),
  /** Labels that say nothing about their images. */
  LABEL(0x6c61626c),
  /** Noise on pixels. */
  PIXEL_NOISE(0x626c7572),
  /** Drawing images that are nothing but noise. */
  NOISE(0x6e6f6973);

  private final int number;

  Purpose(int number) {
    this.number = number;
  }

  /** The key of this purpose for an entity (a population or projection, by its place). */
  public Key key(long seed, int entity) {
    return Key.of(seed).with(number, entity);
  }

  /**
   * The key of draws by (row, column) in a run: {@code k1 = T(seed, (purpose, entity)); k2 = T(k1,
   * step); k3 = T(k2, (tick, ensemble))}. What has no tick or ensemble has 0 there.
   */
  public Key key(long seed, int entity, long step, int tick, int ensemble) {
    return key(seed, entity).with(step).with(tick, ensemble);
  }
}
