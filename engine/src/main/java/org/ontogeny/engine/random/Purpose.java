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
  FANTASY(7);

  private final int number;

  Purpose(int number) {
    this.number = number;
  }

  /** The key of this purpose for an entity (a population or projection, by its place). */
  public Key key(long seed, int entity) {
    return Key.of(seed).with(number, entity);
  }
}
