package org.ontogeny.engine.checkpoint;

import java.util.List;
import java.util.Map;

/**
 * Everything that a run needs to go on from a fence as if it had never paused.
 *
 * @param network its state, with the step and the place in the data
 * @param seq sequence number of the last event before the fence
 * @param place in the course of the experiment: at each depth, the next part
 * @param kept states that the run will branch from, by name
 * @param notes numbers that later stages need, by name
 */
public record Checkpoint(
    NetworkState network,
    long seq,
    List<Long> place,
    Map<String, Kept> kept,
    Map<String, Map<String, Long>> notes) {

  public Checkpoint {
    place = List.copyOf(place);
    kept = Map.copyOf(kept);
    notes = Map.copyOf(notes);
  }

  /** The beginning: a network that has just been born. */
  public static Checkpoint of(NetworkState born) {
    return new Checkpoint(born, 0, List.of(), Map.of(), Map.of());
  }

  /**
   * An earlier state that the run may become again.
   *
   * @param state at that fence
   * @param seq sequence number of the last event before it
   */
  public record Kept(NetworkState state, long seq) {}
}
