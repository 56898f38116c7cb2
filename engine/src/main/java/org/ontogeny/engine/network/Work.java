package org.ontogeny.engine.network;

import java.util.List;

/**
 * What groups do with their states at the end of a tick, besides conducting them.
 *
 * @param kind what is done
 * @param sign of an accumulation: +1 for data, -1 for chains
 * @param projections whose synapses take part
 * @param populations whose neurons take part
 * @param lower those of the populations that do so in the role of a lower layer
 */
public record Work(
    Kind kind,
    int sign,
    List<Projection> projections,
    List<Population> populations,
    List<Population> lower) {

  /** The kinds of work. */
  public enum Kind {
    /** Add {@code sign * mean over columns} of pre * post (synapses) and of the state (neurons). */
    ACCUMULATE,
    /** Count active neurons and coincidences. */
    COUNT,
    /** Learn from what was accumulated. */
    LEARN,
    /** Tell the states to whoever runs the phase. */
    READ
  }

  public Work {
    projections = List.copyOf(projections);
    populations = List.copyOf(populations);
    lower = List.copyOf(lower);
  }

  /** Work of projections and populations in their own role. */
  public static Work of(
      Kind kind, int sign, List<Projection> projections, List<Population> populations) {
    return new Work(kind, sign, projections, populations, List.of());
  }

  /** Tells the states of one population. */
  public static Work read(Population population) {
    return of(Kind.READ, 0, List.of(), List.of(population));
  }

  /** Whether synapses must have heard both ends before this can be done. */
  public boolean listens() {
    return kind == Kind.ACCUMULATE || kind == Kind.COUNT;
  }

  /** The role in which a population takes part. */
  public Role role(Population population) {
    return lower.contains(population) ? Role.LOWER : Role.OWN;
  }
}
