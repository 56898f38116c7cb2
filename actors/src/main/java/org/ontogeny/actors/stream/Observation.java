package org.ontogeny.actors.stream;

import java.util.List;

/**
 * What a network does at a fence, in samples small enough to be drawn. Arrays are shared by all who
 * hear of it, and never written.
 *
 * @param step completed phase executions of the run
 * @param stage path of the stage; empty between stages
 * @param populations a sample of each, in the network's order
 * @param fields a sample of those of each projection from the visible population
 */
public record Observation(
    long step, String stage, List<PopulationActivity> populations, List<Field> fields) {

  public Observation {
    populations = List.copyOf(populations);
    fields = List.copyOf(fields);
  }

  /**
   * States of some living neurons in the Markov chains.
   *
   * @param population name
   * @param neurons original indices, ascending, [neurons]
   * @param rate mean state over all chains, for binary neurons the share in which each is active, 0
   *     to 1, [neurons]
   * @param columns chains in the raster
   * @param raster whether each is active, 0 or 1, row-major, [neurons][columns]; columns of the
   *     visible population are fantasies
   */
  public record PopulationActivity(
      String population, int[] neurons, float[] rate, int columns, byte[] raster) {}

  /**
   * The receptive field of a neuron: its living synapses from the visible population.
   *
   * @param projection name
   * @param post original index of the neuron
   * @param pre original indices of visible neurons, ascending, [synapses]
   * @param weight [synapses]
   */
  public record Field(String projection, int post, int[] pre, float[] weight) {}
}
