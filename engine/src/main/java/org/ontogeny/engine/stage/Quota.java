package org.ontogeny.engine.stage;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import org.ontogeny.engine.network.Projection;

/**
 * How many synapses of a layer form, or die, at one decision: a share g of its size {@code P =
 * L_pre L_post + L_post}, which counts biases (Stothers 2019, section 2.2, there rounded up; with
 * receptive fields the first term is what may exist). As {@code g P} is seldom whole, it says what
 * becomes of the fraction.
 *
 * @param share g, 0 to 1
 * @param mode what becomes of fractions
 */
public record Quota(double share, Mode mode) {

  private static final String NOTE = "quota"; // what is carried over, in units of 10^-18 synapses
  private static final int DECIMALS = 18; // of a fraction, as many as a long can hold

  /** What becomes of fractions of a synapse. */
  public enum Mode {
    /**
     * They are carried over, with their sign: {@code acc += +-g P; k = trunc(acc); acc -= k}. So
     * every layer keeps pace with g, however small it is.
     */
    CARRY,
    /** They are rounded up, so that small layers change faster. */
    CEIL,
    /** They are lost, so that small layers change slower or not at all. */
    FLOOR
  }

  public Quota {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share must be 0 to 1, got " + share);
    }
  }

  /** Nothing is carried over from an earlier stage. */
  static void begin(Development development) {
    development.note(NOTE, Map.of());
  }

  /**
   * So many synapses of a projection, and remembers the fraction that is left.
   *
   * @param account under which it is remembered
   * @param sign 1 for births, -1 for deaths
   */
  int take(Development development, String account, Projection projection, int sign) {
    BigDecimal exact = size(projection);
    return switch (mode) {
      case CEIL -> exact.setScale(0, RoundingMode.CEILING).intValueExact();
      case FLOOR -> exact.setScale(0, RoundingMode.FLOOR).intValueExact();
      case CARRY -> {
        Map<String, Long> noted = development.noted(NOTE); // null in a run of an earlier version
        Map<String, Long> accounts = noted == null ? new HashMap<>() : new HashMap<>(noted);
        BigDecimal before = BigDecimal.valueOf(accounts.getOrDefault(account, 0L), DECIMALS);
        BigDecimal balance = sign > 0 ? before.add(exact) : before.subtract(exact);
        BigDecimal whole = balance.setScale(0, RoundingMode.DOWN);
        accounts.put(account, balance.subtract(whole).unscaledValue().longValueExact());
        development.note(NOTE, accounts);
        yield Math.abs(whole.intValueExact());
      }
    };
  }

  /** {@code g P}, of the decimal fraction that was written, so that nothing drifts. */
  private BigDecimal size(Projection projection) {
    long size = projection.potential() + projection.post().neurons();
    return BigDecimal.valueOf(share)
        .setScale(DECIMALS, RoundingMode.HALF_EVEN)
        .multiply(BigDecimal.valueOf(size));
  }
}
