package org.ontogeny.engine.stage;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * When a stage {@code develop} decides about synapses, about how many, and until when.
 *
 * @param decide where in a cycle
 * @param quota how many synapses a rule means that counts them; empty: as many as the rule says
 * @param growing whether a cycle grows or prunes; empty: it does both
 * @param until density of the network at or below which the stage ends, once it has been above;
 *     empty: it makes all its cycles
 */
public record Pace(
    Decide decide, Optional<Quota> quota, Optional<Growing> growing, OptionalDouble until) {

  /** Both decisions at the end of every cycle. */
  public static final Pace EVEN =
      new Pace(Decide.LAST, Optional.empty(), Optional.empty(), OptionalDouble.empty());

  /** Where in a cycle decisions are made. */
  public enum Decide {
    /** Before its learning (Stothers 2019, section 2.2). */
    FIRST,
    /** After it. */
    LAST
  }

  public Pace {
    if (until.isPresent() && !(until.getAsDouble() >= 0 && until.getAsDouble() < 1)) {
      throw new IllegalArgumentException(
          "density must be 0 to below 1, got " + until.getAsDouble());
    }
  }
}
