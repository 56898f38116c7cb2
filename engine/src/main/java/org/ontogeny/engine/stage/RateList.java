package org.ontogeny.engine.stage;

/**
 * Which entry of its list of rates an epoch learns with. The text of Scholl 2018, section 3.2, has
 * one rate for each epoch; the program behind it counted epochs from 1 and entries from 0.
 */
public enum RateList {
  /** The epoch's own entry. */
  TEXT {
    @Override
    int entry(int epoch, int rates) {
      return Math.min(epoch, rates) - 1;
    }
  },
  /** The next one: the first is never used, and the last twice. */
  REPO {
    @Override
    int entry(int epoch, int rates) {
      return Math.min(epoch, rates - 1);
    }
  },
  /**
   * As {@link #REPO}, from a list in which every rate stands as often as there are rates: all
   * epochs but the last have the first rate. What that program did to the second of two machines.
   */
  REPO_REPEATED {
    @Override
    int entry(int epoch, int rates) {
      return Math.min(epoch / rates, rates - 1);
    }
  };

  /**
   * The entry, from 0.
   *
   * @param epoch counted from 1
   * @param rates length of the list, at least 1
   */
  abstract int entry(int epoch, int rates);
}
