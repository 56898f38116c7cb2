package org.ontogeny.engine.stage;

/**
 * How fantasies are made and likelihoods estimated where a stage measures them.
 *
 * @param fantasies how many, at least 1
 * @param sweeps Gibbs sweeps from the states of the chains to a fantasy, at least 1
 * @param annealing of the partition function
 * @param examples held-out ones whose likelihood is averaged: so many first ones, or all there are
 *     if those are fewer; at least 1
 */
public record Probes(int fantasies, int sweeps, Annealing annealing, int examples) {

  /** The defaults of specifications. */
  public static final Probes DEFAULT = new Probes(1000, 200, new Annealing(100, 1000), 100);

  /**
   * Annealed importance sampling.
   *
   * @param chains that are annealed, at least 1
   * @param temperatures between the base and the machine, at least 1
   */
  public record Annealing(int chains, int temperatures) {}
}
