package org.ontogeny.engine.data;

import java.util.Objects;

/**
 * A little of another set among the training examples, as in Stothers 2019, section 2.6: digits and
 * 15 per cent of articles of clothing, which share the ten outputs. Test examples stay those of the
 * main set.
 *
 * @param set name of the other set
 * @param examples how many of its training examples; 0: what {@code share} says
 * @param share the same as a share of the training examples of the main set, or 0
 * @param mix how they come among these
 */
public record Mixture(String set, int examples, double share, Mix mix) {

  /** How the examples of another set come among those of the main set. */
  public enum Mix {

    /** Shuffled among them: a mini-batch has as many as chance brings. */
    APPEND,

    /** Of the columns of every mini-batch, the share of the mixture; the others are main ones. */
    BATCH
  }

  public Mixture {
    Objects.requireNonNull(set, "set");
    Objects.requireNonNull(mix, "mix");
    if (examples < 0 || !(share >= 0) || (examples > 0) == (share > 0)) {
      throw new IllegalArgumentException(
          "expected either examples of at least 1 or a share above 0, got %d and %s"
              .formatted(examples, share));
    }
  }

  /**
   * How many examples of the other set there are to be.
   *
   * @param main training examples of the main set
   * @throws DataException if it would be none
   */
  public int count(int main) {
    long count = examples > 0 ? examples : Math.round(share * main);
    if (count < 1 || count > Integer.MAX_VALUE) {
      throw new DataException(
          "share: expected one that makes at least 1 example of %d, got %s".formatted(main, share));
    }
    return (int) count;
  }
}
