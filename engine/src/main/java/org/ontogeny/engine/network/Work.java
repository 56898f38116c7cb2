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
 * @param pre signal that synapses hear at their pre end for it
 * @param post signal that synapses hear at their post end, and that neurons use themselves
 */
public record Work(
    Kind kind,
    int sign,
    List<Projection> projections,
    List<Population> populations,
    List<Population> lower,
    Signal pre,
    Signal post) {
  /** The kinds of work. */
  public enum Kind {
    /** Add {@code sign * mean over columns} of pre * post (synapses) and of post (neurons). */
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

  /** Work with the states at both ends. */
  public Work(
      Kind kind,
      int sign,
      List<Projection> projections,
      List<Population> populations,
      List<Population> lower) {
    this(kind, sign, projections, populations, lower, Signal.STATE, Signal.STATE);
  }

  /** Work of projections and populations in their own role. */
  public static Work of(
      Kind kind, int sign, List<Projection> projections, List<Population> populations) {
    return new Work(kind, sign, projections, populations, List.of());
  }

  /** Tells the states of one population; of the last iteration where there are several. */
  public static Work read(Population population) {
    Signal last = Signal.state(population.iterations() - 1);
    return new Work(Kind.READ, 0, List.of(), List.of(population), List.of(), last, last);
  }

  /** The signal that synapses hear at an end. */
  public Signal at(End end) {
    return end == End.PRE ? pre : post;
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
